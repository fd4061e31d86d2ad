import { createMemoryBreakers } from '../../dev/memory-breakers.ts'
import { serviceKey } from '../../inference/route/breaker/keys.ts'
import { type Endpoint, endpointsFromUrls } from '../../inference/route/endpoints.ts'
import type { Call } from '../../inference/wire/call.ts'
import type { Attempt } from '../../pack/attempt.ts'
import { type Breaker, isSameBreaker } from '../../pack/breaker.ts'
import type { FrozenOrder, ModelTier } from '../../pack/order.ts'
import type { CallTimeouts } from '../../pack/plan.ts'
import { type Availability, outagesOf, randomFrom } from './outages.ts'
import { createRecords } from './records.ts'
import { createServer } from './servers.ts'
import { createVirtualTime } from './virtual-time.ts'

export interface Scenario {
  readonly seed: number
  /** Milliseconds in which orders arrive. */
  readonly length: number
  /** Mean milliseconds from one order to the next. */
  readonly between: number
  /** Endpoints of each tier. */
  readonly endpoints: number
  readonly availability: Availability
  /** Taken in turn. */
  readonly firms: readonly FrozenOrder[]
  readonly timeouts: Readonly<Record<ModelTier, CallTimeouts>>
  readonly lateWindow: number
}

/** A customer's call, with how its breaker stood when it was made. */
export interface MadeCall {
  readonly endpoint: string
  readonly began: number
  readonly isAnswered: boolean
  /** Its breaker was open, and this was not the one call that tests it. */
  readonly wasHeldBack: boolean
}

/** A service breaker that came to another standing. */
export interface Turn {
  readonly at: number
  readonly breaker: Breaker
}

export type World = ReturnType<typeof createWorld>

const start = Date.parse('2026-11-01T00:00:00.000Z')

/** All that is not the product: time, servers that are away at times, and what is kept, in memory. */
export function createWorld(scenario: Scenario) {
  const { length, lateWindow, availability } = scenario
  const random = randomFrom(scenario.seed)
  const time = createVirtualTime(start)
  const endpoints = (['4b', '32b'] as const).flatMap((tier) => endpointsOf(tier, scenario))
  const span = [start, start + length + 2 * lateWindow] as const
  const outages = endpoints.flatMap(({ name }) => outagesOf(name, span, availability, random))
  const keys = endpoints.map((one) => ({ ...serviceKey(one), tier: one.tier }))
  const breakers = createMemoryBreakers(keys)
  const records = createRecords(time.now)
  const seen = { turns: [] as Turn[], attempts: [] as Attempt[], calls: [] as MadeCall[] }
  const end = start + length

  function createCall(server: { readonly url: string }): Call {
    const endpoint = endpoints.find(({ url }) => url === server.url)!
    const { name, tier } = endpoint
    const away = outages.filter((one) => one.endpoint === name)
    const call = createServer({ time, random, outages: away, tier })
    return async (request) => {
      const began = time.now()
      const state = breakers
        .standing()
        .find((one) => isSameBreaker(one, serviceKey(endpoint)))?.state
      const reply = await call(request)
      const wasHeldBack = state?.standing === 'open' && state.testedAt !== began
      const isAnswered = reply.failure === null
      if (!request.id.startsWith('probe/'))
        seen.calls.push({ endpoint: name, began, isAnswered, wasHeldBack })
      return reply
    }
  }

  return { scenario, random, time, end, endpoints, outages, breakers, records, seen, createCall }
}

/** EUR per million tokens. */
const prices = { '4b': { in: 0.05, out: 0.2 }, '32b': { in: 0.3, out: 1.2 } }

function endpointsOf(tier: ModelTier, { endpoints }: Scenario): Endpoint<ModelTier>[] {
  const urls = Array.from({ length: endpoints }, (_, n) => `http://${tier}-${n}.example/v1`)
  return endpointsFromUrls({ tier, urls, model: `model-${tier}`, key: null }).map((endpoint) => ({
    ...endpoint,
    // Neither slots nor windows are ever short here: both are waited for by timers of this machine.
    slots: 1_000,
    contextTokens: 65_536,
    pricePerMTok: prices[tier],
  }))
}
