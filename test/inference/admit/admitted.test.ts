import { afterEach, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../../inference/route/endpoints.ts'
import type { ReservationRequest, Reserved } from '../../../pack/budget.ts'
import { askFor, assignmentOf, openRig, order } from '../rig.ts'

const through: Reserved = { verdict: 'admitted', scope: null, full: [] }

let rig: Awaited<ReturnType<typeof openRig>>
afterEach(() => rig.close())

/** Two endpoints a tier, the first the dearer; `answer` is what the budgets say. */
async function open(answer: Partial<Reserved> = {}) {
  const requests: ReservationRequest[] = []
  const budgets = {
    async reserve(request: ReservationRequest) {
      requests.push(request)
      return { ...through, ...answer }
    },
  }
  const endpoints = (servers: readonly { readonly url: string }[]) =>
    (['4b', '32b'] as const).flatMap((tier) =>
      servers.map(({ url }, n): Endpoint => endpoint(tier, url, n)),
    )
  rig = await openRig({ servers: 2, budgets, endpoints })
  return { ...rig, requests }
}

const endpoint = (tier: '4b' | '32b', url: string, n: number): Endpoint => ({
  name: `${tier}-${n === 0 ? 'dear' : 'cheap'}`,
  tier,
  url,
  model: 'adapter',
  key: null,
  provider: 'vllm',
  infrastructure: `rack-${n}`,
  contextTokens: 16_384,
  slots: 32,
  pricePerMTok: n === 0 ? { in: 0.5, out: 2 } : { in: 0.1, out: 0.4 },
  ...(n === 0 && { rpm: 60, tpm: 100_000 }),
})

const selfServe = askFor('risk-plan', { order: { ...order, tier: 'self-serve' } })
const full = askFor('risk-plan', { tier: '32b' })

describe('what a reservation asks for', () => {
  it('is the dearest that its calls can come to, for ours and the endpoints’ limits', async () => {
    const { write, requests } = await open()
    await write(selfServe)
    const { artefact } = assignmentOf(selfServe)
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject({
      order: order.id,
      operation: 'gdpr.risk-plan',
      tier: '4b',
      price: { in: 0.5, out: 2 },
      tokens: { out: 2 * artefact.maxOutputTokens },
      routes: [
        { endpoint: '4b-dear', rpm: 60, tpm: 100_000, economy: false },
        { endpoint: '4b-cheap', rpm: null, tpm: null, economy: true },
      ],
    })
    expect(requests[0]!.limits).toContainEqual({
      scope: 'order',
      micros: { soft: 1_000_000, hard: 2_000_000 },
      tokens: null,
    })
  })

  it('is never less than what the calls then used', async () => {
    const { write, requests, attempts } = await open()
    await write(selfServe)
    expect(requests[0]!.tokens.in).toBeGreaterThan(attempts[0]!.tokens.in)
    expect(requests[0]!.tokens.out).toBeGreaterThan(attempts[0]!.tokens.out)
  })
})

describe('a refusal calls no model and is', () => {
  it('for ever where it is spent', async () => {
    const { write, attempts } = await open({ verdict: 'spent', scope: 'organisation' })
    expect(await write(full)).toEqual({
      source: 'none',
      reason: 'over-budget',
      scope: 'organisation',
    })
    expect(attempts).toEqual([])
  })

  it('nobody’s but ours where others hold what is left', async () => {
    const { write } = await open({ verdict: 'held', scope: 'order' })
    expect(await write(full)).toEqual({ source: 'none', reason: 'over-budget', scope: 'held' })
  })

  it('the smaller model’s turn, past a soft limit of a full order', async () => {
    const { write } = await open({ verdict: 'economy', scope: 'customer' })
    expect(await write(full)).toEqual({
      source: 'none',
      reason: 'over-budget',
      scope: 'customer',
      next: '4b',
    })
  })

  it('an overload where every endpoint has its fill, with the endpoints on record', async () => {
    const names = ['32b-dear', '32b-cheap']
    const { write, calls } = await open({ verdict: 'busy', full: names })
    expect(await write(full)).toEqual({ source: 'none', reason: 'overloaded', next: '4b' })
    expect(calls.closings[0]?.ask?.passedOver).toEqual(
      names.map((name) => ({ endpoint: name, reason: 'overloaded' })),
    )
  })
})

describe('what is let through goes', () => {
  it('to the next endpoint where the first has its fill', async () => {
    const { write, attempts } = await open({ full: ['4b-dear'] })
    expect(await write(selfServe)).toMatchObject({ source: 'model' })
    expect(attempts.map((one) => one.endpoint)).toEqual(['4b-cheap'])
  })

  it('to the cheapest endpoint of its tier past a soft limit', async () => {
    const { write, attempts } = await open({ scope: 'order' })
    expect(await write(selfServe)).toMatchObject({ source: 'model' })
    expect(attempts.map((one) => one.endpoint)).toEqual(['4b-cheap'])
  })
})

describe('a reservation is settled', () => {
  it('with what all its calls came to', async () => {
    const { write, server, attempts, calls, requests } = await open()
    await server.behave({ mode: 'invalid-json', times: 1 })
    await write(selfServe)
    expect(attempts).toHaveLength(2)
    const { settlement } = calls.closings[0]!
    const sum = (of: (one: (typeof attempts)[number]) => number) =>
      attempts.reduce((total, one) => total + of(one), 0)
    expect(settlement).toEqual({
      reservation: requests[0]!.id,
      micros: sum(({ costMicros }) => costMicros),
      tokensIn: sum(({ tokens }) => tokens.in),
      tokensOut: sum(({ tokens }) => tokens.out),
    })
    expect(settlement!.micros).toBeGreaterThan(0)
  })

  it('with nothing where no endpoint answered', async () => {
    const { write, servers, calls } = await open()
    await Promise.all(servers.map((one) => one.behave('reset')))
    expect((await write(selfServe)).source).toBe('none')
    const nothing = { micros: 0, tokensIn: 0, tokensOut: 0 }
    expect(calls.closings[0]?.settlement).toMatchObject(nothing)
  })

  it('also when the caller has given up', async () => {
    const { write, server, calls, requests } = await open()
    await server.behave('hung')
    const caller = new AbortController()
    setTimeout(() => caller.abort(new Error('given up')), 100)
    await expect(write(selfServe, caller.signal)).rejects.toThrow('given up')
    expect(calls.closings[0]?.settlement?.reservation).toBe(requests[0]?.id)
  })
})
