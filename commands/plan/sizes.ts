import type { ModelTier } from '../../pack/order.ts'
import type { Given } from './given.ts'
import { both, type Line } from './line.ts'
import {
  holds,
  lineOf,
  placesOf,
  type Server,
  type Standing,
  secondsOfCall,
  standingOf,
} from './server.ts'
import { longestOf } from './work.ts'

/** Servers of 4b are added; one of 32b grows, by its GPUs. */
export interface Size {
  readonly servers: number
  /** GPUs, over those of the server that was measured. */
  readonly growth: number
  /** Calls at a time of one server. */
  readonly slots: number
  /** Tokens of its answer a second, of each call. */
  readonly pace: number
}

export interface Cap {
  readonly operation: string
  /** As many as the server takes. */
  readonly slots: number
  /** Of one call among so many. */
  readonly seconds: number
}

/** Servers of 4b, at the most; above that a plan is for somebody else to make. */
const mostServers = 100

/** GPUs of one server, over those of the measured one. */
const growths = [1, 2, 4, 8]

/** Twice the GPUs bring so much; what they say to each other takes the rest. */
export const gainOfDoubling = 1.8

/** What can be had for a tier, the smallest first. */
export interface Option {
  readonly size: Size
  /** @param rate orders a second */
  line(rate: number): Line
  at(rate: number): Standing
}

export function optionsFor(given: Given, model: ModelTier): Option[] {
  return model === '4b'
    ? Array.from({ length: mostServers }, (_, more) => optionOf(given, model, 1 + more, 1))
    : growths.map((growth) => optionOf(given, model, 1, growth))
}

function optionOf(given: Given, model: ModelTier, servers: number, growth: number): Option {
  const work = given.work[model]
  const server = grown(given.servers[model], growth)
  const slots = slotsOf(given, model, server)
  const line = (rate: number) => lineOf(work, server, slots, rate)
  const { queue } = given.bounds[model]
  return {
    size: { servers, growth, slots, pace: server.tokensPerSecond / slots },
    line,
    at: (rate) => standingOf(line(rate), servers * slots, queue),
  }
}

function grown({ tokensPerSecond, slots }: Server, growth: number): Server {
  const gain = gainOfDoubling ** Math.log2(growth)
  return { tokensPerSecond: tokensPerSecond * gain, slots: slots * growth }
}

function slotsOf({ work, bounds }: Given, model: ModelTier, server: Server): number {
  const slots = placesOf(work[model], server, bounds[model].call)
  if (slots > 0) return slots
  const { operation, tokensOut } = longestOf(work[model])
  const seconds = Math.round(tokensOut / server.tokensPerSecond)
  throw new Error(
    `A text of ${operation} takes a ${model} server ${seconds} s even alone, too near to the ${bounds[model].call} s of a call; have a faster server (--tokens-per-second), or set longer INFERENCE_${model.toUpperCase()}_TIMEOUTS.`,
  )
}

/** Null: the server may have as many calls as it takes. */
export function capOf(
  { work, servers }: Given,
  model: ModelTier,
  { growth, slots }: Size,
): Cap | null {
  const server = grown(servers[model], growth)
  if (slots === server.slots) return null
  const longest = longestOf(work[model])
  const seconds = secondsOfCall(longest, server, server.slots)
  return { operation: longest.operation, slots: server.slots, seconds }
}

/** Orders a second that it carries, at most. */
export function mostOf(option: Option): number {
  let [low, high] = [0, 1e-6]
  while (holds(option.at(high))) [low, high] = [high, high * 2]
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2
    if (holds(option.at(middle))) low = middle
    else high = middle
  }
  return low
}

/**
 * Servers of 4b for all orders, while 32b is away; null: more than a plan has.
 *
 * @param rates orders a second, of its own and of 32b
 */
export function serversForBoth(
  given: Given,
  rates: Readonly<Record<ModelTier, number>>,
): number | null {
  const { servers, bounds, work } = given
  const slots = slotsOf(given, '4b', servers['4b'])
  const line = both(
    lineOf(work['4b'], servers['4b'], slots, rates['4b']),
    lineOf(work['32b'], servers['4b'], slots, rates['32b']),
  )
  for (let count = 1; count <= mostServers; count += 1)
    if (holds(standingOf(line, count * slots, bounds['4b'].queue))) return count
  return null
}
