import { type Endpoint, usualProvider, usualSlots } from '../../inference/route/endpoints.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { RentedServer } from './given.ts'
import { type Known, rounded, type Sources } from './sources.ts'
import { perOrder, type Work } from './work.ts'

/**
 * Of one server, published by a user of vLLM for two RTX 3090 of 24 GB: Qwen3 4B on one of them, 32B AWQ
 * on both; 4,096 tokens in and 1,024 out (r/LocalLLaMA, 12 May 2025). The rent is about what such GPUs cost.
 */
const usual = {
  '4b': { tokensPerSecond: 375, eurPerHour: 0.5, gpus: 'one RTX 3090' },
  '32b': { tokensPerSecond: 124, eurPerHour: 1, gpus: 'two RTX 3090' },
} as const

/** A server of one's own, as the tier's first endpoint that is one, and as asked. */
export function rentedServer(
  { asked, endpoints }: Pick<Sources, 'asked' | 'endpoints'>,
  model: ModelTier,
  work: Work,
): Known<RentedServer> {
  const own = endpoints[model].find(({ provider }) => provider === usualProvider)
  const slots = own?.slots ?? usualSlots[model]
  const speed = speedOf(asked.tokensPerSecond[model], model)
  const rent = rentOf(asked.eurPerHour[model], own, speed.value, model, work)
  const named = own === undefined ? 'the usual slots' : `slots of ${own.name}`
  const hosted =
    own === undefined && endpoints[model].length > 0
      ? ' Its endpoints are a provider’s, which plans for itself; this is of servers of your own.'
      : ''
  return {
    value: { slots, tokensPerSecond: speed.value, eurPerHour: rent.value },
    said: `${model}: a server writes ${rounded(speed.value)} tokens a second (${speed.said}), takes at most ${slots} calls at a time (${named}) and costs EUR ${rounded(rent.value)} an hour (${rent.said}).${hosted}`,
  }
}

function speedOf(asked: number | undefined, model: ModelTier): Known<number> {
  if (asked !== undefined) return { value: asked, said: 'as asked' }
  const { tokensPerSecond, gpus } = usual[model]
  return { value: tokensPerSecond, said: `as published for ${gpus}; measure yours` }
}

function rentOf(
  asked: number | undefined,
  own: Endpoint | undefined,
  tokensPerSecond: number,
  model: ModelTier,
  work: Work,
): Known<number> {
  if (asked !== undefined) return { value: asked, said: 'as asked' }
  const priced = own === undefined ? 0 : hourOf(own, tokensPerSecond, work)
  return priced > 0
    ? { value: priced, said: `by the price of ${own?.name}, writing all the time` }
    : { value: usual[model].eurPerHour, said: 'assumed' }
}

/** EUR of an hour in which it writes all that it can: a price of one's own is rent over tokens. */
function hourOf({ pricePerMTok }: Endpoint, tokensPerSecond: number, work: Work): number {
  const { tokensIn, tokensOut } = perOrder(work)
  const perToken = ((pricePerMTok.in * tokensIn) / tokensOut + pricePerMTok.out) / 1_000_000
  return 3_600 * tokensPerSecond * perToken
}
