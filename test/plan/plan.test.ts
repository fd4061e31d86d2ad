import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecorded } from '../../bench/plan/demand.ts'
import { readBase } from '../../clients/config.ts'
import { readAsked } from '../../commands/plan/arguments.ts'
import { assume } from '../../commands/plan/assume.ts'
import { planFor } from '../../commands/plan/plan.ts'
import { remarksOn } from '../../commands/plan/remarks.ts'
import { promised } from '../../commands/plan/server.ts'
import type { Sources } from '../../commands/plan/sources.ts'
import { limitsFor } from '../../inference/job/timeouts.ts'
import { parseEndpoints } from '../../inference/route/endpoints.ts'
import type { Business } from '../../pack/demand.ts'

const { timeouts } = readBase({})
const recorded = readRecorded()

function sources(line = '', known: Partial<Sources> = {}): Sources {
  return {
    asked: readAsked(line.split(' ').filter(Boolean)),
    business: null,
    recorded,
    endpoints: { '4b': [], '32b': [] },
    timeouts,
    limits: limitsFor(timeouts),
    ...known,
  }
}

const planOf = (line: string, known: Partial<Sources> = {}) =>
  planFor(assume(sources(line, known)).given)

const large = '--tokens-per-second 4b=1500,32b=900'

/** A month of orders as they are recorded, by a ledger that says how long texts took. */
function business(seconds: number, orders = 500): Business {
  const of = (tier: 'self-serve' | 'full', share: number) => {
    return { tier, orders: orders * share, fee: null, feesUnknown: orders * share }
  }
  return {
    ...recorded,
    operations: recorded.operations.map((one) => ({ ...one, seconds: one.written * seconds })),
    days: 10,
    margins: [of('self-serve', 0.6), of('full', 0.4)],
  }
}

describe('the size', () => {
  it('is the smallest that keeps the promise, and carries as many orders as are planned', () => {
    const { tiers } = planOf(`--orders-per-day 24000 --share-full 10 ${large}`)
    expect(tiers.map(({ model, size }) => [model, size.servers > 1, size.growth > 1])).toEqual([
      ['4b', true, false],
      ['32b', false, true],
    ])
    for (const { standing, smaller, carries, ordersPerHour } of tiers) {
      expect(standing.inTime).toBeGreaterThanOrEqual(promised)
      expect(standing.wait99).not.toBeNull()
      expect(smaller!.standing.inTime).toBeLessThan(promised)
      expect(carries).toBeGreaterThanOrEqual((ordersPerHour * 24) / 4)
    }
  })

  it('never shrinks with more orders, and is one larger just above what it carries', () => {
    fc.assert(
      fc.property(fc.double({ min: 100, max: 20_000, noNaN: true }), (orders) => {
        const line = (count: number) =>
          `--orders-per-day ${count.toFixed(3)} --share-full 0 ${large}`
        const [tier] = planOf(line(orders)).tiers
        const [more] = planOf(line(tier!.carries * 1.01)).tiers
        expect(more!.size.servers).toBe(tier!.size.servers + 1)
      }),
      { numRuns: 20 },
    )
  })

  it('has fewer calls at a time than slots where the longest text would not end within a call', () => {
    const { tiers } = planOf('--orders-per-day 100')
    for (const { size, cappedBy, bounds } of tiers) {
      expect(cappedBy!.operation).toBe('gdpr.risk-plan')
      expect(cappedBy!.seconds).toBeGreaterThan(bounds.call)
      const longest = recorded.operations.find(({ operation }) => operation === 'gdpr.risk-plan')!
      expect(longest.tokensOut / longest.calls / size.pace).toBeLessThan(bounds.call)
    }
  })

  it('is of one tier where all orders are of it', () => {
    const models = (line: string) => planOf(line).tiers.map(({ model }) => model)
    expect(models('--share-full 0')).toEqual(['4b'])
    expect(models('--share-full 100')).toEqual(['32b'])
  })
})

it('a payment costs what it did, of those of which that is known', () => {
  const { margins, ...rest } = business(1)
  const known = margins.map((one) => ({ ...one, fee: 100 * 120, feesUnknown: one.orders - 100 }))
  const { fees } = assume(sources('', { business: { ...rest, margins: known } })).given
  expect(fees).toEqual({ 'self-serve': 120, full: 120 })
})

describe('what does not fit is one sentence', () => {
  it.each([
    [
      '--orders-per-day 100000',
      /^3333 full orders come .* one 32b server of 8 times the GPUs carries \d+;/,
    ],
    [
      '--orders-per-day 1000000 --share-full 0',
      /^166667 self-serve orders .* 100 servers of 4b carry/,
    ],
    ['--tokens-per-second 4b=20', /^A text of gdpr.risk-plan takes a 4b server 63 s even alone/],
    ['--tokens-per-second 32b=9', /^A text of gdpr.risk-plan .* INFERENCE_32B_TIMEOUTS\.$/],
  ])('%s', (line, sentence) => {
    expect(() => planOf(line)).toThrow(sentence)
  })
})

describe('a remark', () => {
  const remarks = (line: string, known: Partial<Sources> = {}) =>
    remarksOn(planOf(line, known)).join('\n')

  it('says what holds with one server dead, and what without the spare', () => {
    const said = remarks(`--orders-per-day 24000 --share-full 10 ${large}`)
    expect(said).toMatch(
      /4b: with one of 3 servers dead at the peak the other 2 carry it, 99\.\d % of/,
    )
    expect(said).toMatch(
      /one replica lost at the peak: the others cannot carry it, and can write \d/,
    )
    expect(said).toMatch(
      /32b: without the spare, .* full orders fall to 4b, and its 3 servers carry/,
    )
    const half = remarks(`--orders-per-day 4000 --share-full 60 --tokens-per-second 32b=900`)
    expect(half).toMatch(/full orders fall to 4b, which then takes 6 servers instead of 3/)
  })

  it('says that little business pays no servers of its own, and how much would', () => {
    const said = remarks('--orders-per-day 1')
    const [, percent, orders] =
      /self-serve: .* take ([\d.]+) % of the price; from (\d+) orders/.exec(said)!
    expect(Number(percent)).toBeGreaterThan(20)
    expect(remarks(`--orders-per-day ${Number(orders) / 0.8}`)).not.toContain('self-serve')
  })

  it('says that the ledger knows slower servers', () => {
    const slow = remarks('', { business: business(60) })
    expect(slow).toContain('4b: by the ledger a text took 60.0 s')
    expect(remarks('', { business: business(1) })).not.toContain('by the ledger')
  })
})

describe('what is taken as given', () => {
  it('is the ledger’s where it says enough, else recorded or assumed', () => {
    const known = assume(sources('', { business: business(1) }))
    expect(known.given).toMatchObject({ ordersPerDay: 50, shareFull: 0.4 })
    expect(known.assumptions.join('\n')).toContain('939 texts written in 30 days')
    const few = assume(sources('', { business: { ...business(1, 40), operations: [] } }))
    expect(few.given).toMatchObject({ ordersPerDay: 100, shareFull: 0.2 })
    expect(few.assumptions.join('\n')).toContain('the ledger has 0 texts written in 30 days')
  })

  it('is what was asked for, before all else', () => {
    const line =
      '--orders-per-day 7 --share-full 50 --peak 2 --eur-per-hour 4b=3 --tokens-per-second 4b=99'
    const { given } = assume(sources(line, { business: business(1) }))
    expect(given).toMatchObject({ ordersPerDay: 7, shareFull: 0.5, peak: 2 })
    expect(given.servers['4b']).toMatchObject({ eurPerHour: 3, tokensPerSecond: 99 })
  })

  it('is slots and price of the first server of one’s own', () => {
    const endpoints = parseEndpoints(
      JSON.stringify([
        endpoint('hosted', { provider: 'openai', slots: 99 }),
        endpoint('rack', { slots: 5, pricePerMTok: { in: 0, out: 1 } }),
      ]),
      {},
    )
    const { given, assumptions } = assume(
      sources('', { endpoints: { '4b': endpoints, '32b': [] } }),
    )
    expect(given.servers['4b'].slots).toBe(5)
    // 375 tokens a second for an hour, at a euro a million.
    expect(given.servers['4b'].eurPerHour).toBeCloseTo(1.35)
    expect(assumptions.join('\n')).toContain('slots of rack')
  })

  it('is no provider’s server', () => {
    const endpoints = parseEndpoints(
      JSON.stringify([endpoint('hosted', { provider: 'openai' })]),
      {},
    )
    const { given, assumptions } = assume(
      sources('', { endpoints: { '4b': endpoints, '32b': [] } }),
    )
    expect(given.servers['4b'].slots).toBe(32)
    expect(assumptions.join('\n')).toContain('a provider’s, which plans for itself')
  })
})

function endpoint(name: string, changes: Readonly<Record<string, unknown>>) {
  const where = { url: 'https://models.example/v1', model: 'm', infrastructure: name }
  return { name, tier: '4b', ...where, pricePerMTok: { in: 9, out: 9 }, ...changes }
}

it.each([
  ['--orders-per-day', '0'],
  ['--orders-per-day', '5 a day'],
  ['--orders-per-day', '1e9'],
  ['--share-full', '101'],
  ['--peak', '0.5'],
  ['--peak', ''],
  ['--tokens-per-second', '375'],
  ['--tokens-per-second', '4b=1,4b=2'],
  ['--tokens-per-second', '8b=1'],
  ['--eur-per-hour', '4b=x'],
  ['--eur-per-hour', '4b=1=2'],
])('%s “%s” is refused with what it must be', (...args) => {
  expect(() => readAsked(args)).toThrow(/ must be .*; usage: npm run plan/)
})
