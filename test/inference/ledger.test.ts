import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Exchange } from '../../inference/job/exchange.ts'
import { type Job, newJournal } from '../../inference/job/job.ts'
import { costOf } from '../../inference/ledger/cost.ts'
import { passedOver } from '../../inference/ledger/passed-over.ts'
import type { Tried, Turn } from '../../inference/route/turn.ts'
import type { Closing, SaidCall } from '../../pack/attempt.ts'
import { askFor, openRig } from './rig.ts'

const price = { in: 0.1, out: 0.4 }

describe('a call costs', () => {
  it('its tokens at the price of a million, in millionths of a euro', () => {
    expect(costOf(price, { in: 1_000_000, out: 0, cached: 0, estimated: false })).toBe(100_000)
    expect(costOf(price, { in: 1_200, out: 300, cached: 128, estimated: false })).toBe(240)
  })

  it('a whole number that no count of tokens makes negative', () => {
    const count = fc.nat({ max: 2_000_000 })
    const euros = fc.double({ min: 0, max: 1_000, noNaN: true })
    fc.assert(
      fc.property(count, count, euros, euros, (input, out, priceIn, priceOut) => {
        const tokens = { in: input, out, cached: 0, estimated: false }
        const cost = costOf({ in: priceIn, out: priceOut }, tokens)
        expect(Number.isSafeInteger(cost) && cost >= 0).toBe(true)
      }),
    )
  })
})

let rig: Awaited<ReturnType<typeof openRig>>
const closings: Closing[] = []
let orderKey: Uint8Array | null
beforeAll(async () => {
  rig = await openRig({
    servers: 2,
    endpoints: (servers) =>
      servers.map(({ url }, index) => ({
        name: `rack-${index + 1}`,
        tier: '4b',
        url,
        model: 'adapter',
        key: null,
        provider: 'vllm',
        infrastructure: `hall-${index + 1}`,
        contextTokens: 8_192,
        slots: 32,
        pricePerMTok: { in: index + 1, out: 10 * (index + 1) },
      })),
  })
  const { open, close } = rig.calls
  rig.calls.open = async (key) => ({ ...(await open(key)), orderKey })
  rig.calls.close = (key, closing) => {
    closings.push(closing as Closing)
    return close(key, closing)
  }
})
afterAll(() => rig.close())

let round = 0
beforeEach(async () => {
  round += 1
  closings.length = 0
  orderKey = new Uint8Array([2])
  await Promise.all(rig.servers.map((server) => server.behave('up')))
})
const write = () => rig.write(askFor('notice-section', { round, queueSeconds: 1.5 }))

describe('the ledger is told', () => {
  it('of a failed try that it cost nothing, and of the next what its own endpoint charges', async () => {
    await rig.server.behave('503')
    await write()
    const [failed, served] = closings[0]?.attempts ?? []
    expect(failed).toMatchObject({ endpoint: 'rack-1', verdict: 'overloaded', costMicros: 0 })
    const { tokens } = served!
    expect(served).toMatchObject({ endpoint: 'rack-2', infrastructure: 'hall-2', turn: 2 })
    expect(served?.costMicros).toBe(2 * tokens.in + 20 * tokens.out)
    expect(served?.costMicros).toBeGreaterThan(0)
  })

  it('of an answer that was not used what it cost all the same', async () => {
    await rig.server.behave('refusing')
    await write()
    expect(closings[0]?.attempts[0]).toMatchObject({ verdict: 'refused' })
    expect(closings[0]?.attempts[0]?.costMicros).toBeGreaterThan(0)
  })

  it('what the ask came to, how long it waited, and for which order’s cohort', async () => {
    const outcome = await write()
    expect(closings[0]?.ask).toMatchObject({ tier: '4b', queueSeconds: 1.5, outcome })
    expect(closings[0]?.attempts[0]).toMatchObject({ queueSeconds: 1.5, cohort: 85 })
  })

  it('of an ask that the caller gave up', async () => {
    await rig.server.behave({ mode: 'slow', latency: 5_000 })
    const gaveUp = new AbortController()
    const writing = rig.write(askFor('notice-section', { round }), gaveUp.signal)
    gaveUp.abort(new Error('enough'))
    await expect(writing).rejects.toThrow('enough')
    expect(closings[0]?.ask.outcome).toBeNull()
  })
})

describe('what was said', () => {
  it('is kept of each call, for the order’s key', async () => {
    await rig.server.behave('garbage')
    await write()
    const [{ attempts, log } = { attempts: [], log: [] }] = closings
    expect(log.map(({ attempt }) => attempt)).toEqual(attempts.map(({ id }) => id))
    expect(closings[0]?.orderKey).toBe(orderKey)
    const said = log.map((call) => call.said) as Exchange[]
    expect(said[0]?.messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(said[0]?.name).toBe('notice-section')
    expect(said[0]?.faults).not.toEqual([])
    expect(said[1]?.messages[1]?.content).toContain(said[0]?.faults[0])
  })

  it('is kept of a server that failed, too: what it said of itself', async () => {
    await rig.server.behave('500')
    await write()
    const [call] = closings[0]!.log as [SaidCall]
    const said = call.said as Exchange
    expect(said.text).toBeNull()
    expect(said.rejection).toMatch(/^500 ./)
  })

  it('is not even asked for once the order’s key is destroyed', async () => {
    orderKey = null
    expect(await write()).toEqual({ source: 'none', reason: 'misconfigured' })
    expect(closings).toEqual([])
  })
})

describe('an endpoint that a stage let no call through to', () => {
  const turnWith = (journal: Job['journal']) =>
    ({ job: { journal }, endpoint: { name: 'rack-1' } }) as unknown as Turn
  const failed = { failure: 'timeout' } as Tried

  it('is noted with the reason', async () => {
    const journal = newJournal()
    await passedOver(turnWith(journal), async () => failed)
    expect(journal.passedOver).toEqual([{ endpoint: 'rack-1', reason: 'timeout' }])
  })

  it('is told apart from one that was called and failed', async () => {
    const journal = newJournal()
    await passedOver(turnWith(journal), async (turn) => {
      turn.job.journal.attempts.push({} as never)
      return failed
    })
    expect(journal.passedOver).toEqual([])
  })
})
