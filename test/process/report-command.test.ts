import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import type { MoneyReport } from '../../pack/costs.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { emptyPostgres } from '../databases.ts'
import { openShop, type Shop } from '../shop.ts'
import { askRecord, attemptOf } from '../store/new-order.ts'
import { emptyFolder, oneLine, ownSettings, start, terminate, untilSaid } from './programs.ts'

type Settings = Readonly<Record<string, string>>

/** Runs a command. @returns exit code and what it said on both outputs */
async function run(script: string, settings: Settings, args: readonly string[]) {
  const child = start(script, args, settings)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, said }
}

const report = (settings: Settings, ...args: string[]) => run('commands/report.ts', settings, args)
const review = (settings: Settings) =>
  run('commands/order.ts', settings, ['review-prices', '--by', 'Ada', '--why', 'price list of May'])

const asJson = (out: string) =>
  JSON.parse(out.trim().split('\n').at(-1) ?? '') as MoneyReport & { ok: boolean }

const absent = inject('postgres') === null

it('without data prints empty tables', async () => {
  const { code, out, said } = await report({ DATA_DIR: emptyFolder() }, '--json')
  expect([code, said]).toEqual([0, ''])
  expect(out).toMatch(/^total +0 +0 +0 +0 +0 +– +0\.0000$/m)
  expect(asJson(out)).toMatchObject({ ok: true, days: 30, total: { calls: 0 }, margins: [] })
})

it.each([['--days', '0'], ['--days', 'x'], ['--since', '1'], ['all']])(
  'used wrongly (%s %s), it exits 2 in one line',
  async (...args) => {
    const { code, said } = await report({ DATA_DIR: emptyFolder() }, ...args)
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
  },
)

describe.skipIf(absent)(`with data${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let shop: Shop
  let order: string
  beforeAll(async () => {
    shop = await openShop({ workers: ['inference-4b-lora', 'upkeep'] })
    order = (await shop.buy()).order
    await shop.intentOf(order)
    const startedAt = new Date().toISOString()
    const attempts = [
      attemptOf({ startedAt, costMicros: 30_000_000, verdict: 'accepted' }),
      attemptOf({ startedAt, endpoint: 'vllm-4b-2', costMicros: 0 }),
    ]
    await createCalls(shop.site.database).close(
      { order, artefact: 'risk-plan', part: '', round: 1 },
      { outcome: null, ask: askRecord(), attempts, log: [] },
    )
  })
  afterAll(() => shop.close())

  it('says what was spent by operation and endpoint, and whose price it ate up', async () => {
    const { code, out } = await report(shop.settings, '--days', '1')
    expect(code).toBe(0)
    expect(out).toMatch(/^gdpr\.risk-plan +2 +1 +2400 +160 +256 +1\.5 +30\.0000$/m)
    expect(out).toMatch(/^vllm-4b-2 \(m\) +1 +0 .* 0\.0000$/m)
    // Of the payment 1.44 went to Stripe.
    expect(out).toMatch(
      /^self-serve, EUR +1 +€47\.56 +39\.8 % +€79\.00 +−€1\.44 .* −€30\.00 +€0\.00 +above buffer$/m,
    )
    expect(out).toContain(
      `${order}: models took €30.00, reviews €0.00 and the fee €1.44, 39.8 % of its price`,
    )
    const { margins, marginTotals, marginsByPack, marginsByDay } = asJson(
      (await report(shop.settings, '--json')).out,
    )
    for (const [sold] of [margins, marginTotals, marginsByPack, marginsByDay])
      expect(sold).toMatchObject({ price: 7_900, fee: 144, marginMicros: 47_560_000 })
    expect(out).toContain('No price is set for vllm-4b-1')
  })

  it('says when a price review is due, until an operator has made it', async () => {
    const { db } = shop.site.database
    const { prices } = shop.site
    const changed = [{ name: 'vllm-4b-1', pricePerMTok: { in: 0.5, out: 1 } }]
    await prices.seen(changed)
    const due = asJson((await report(shop.settings, '--json')).out).reviewDue
    expect(due).toContain('vllm-4b-1 cost 0.5 in, 1 out euros')
    const { out } = await report(shop.settings)
    expect(out).toMatch(/^vllm-4b-1: in 0 → 0\.5, out 0 → 1 since /m)
    expect(out).toMatch(/^self-serve, EUR, since +1 +€31\.44 +€30\.00 +100\.0 % +0\.0 % +0\.0 %$/m)
    const reviewed = await review(shop.settings)
    expect([reviewed.code, reviewed.out]).toEqual([0, 'reviewed: vllm-4b-1 0.5/1\n'])
    const after = asJson((await report(shop.settings, '--json')).out)
    expect(after).toMatchObject({ reviewDue: null, priceReview: { changes: [] } })
    expect(after.priceReview.tiers).toMatchObject([{ before: { orders: 1 }, since: { orders: 0 } }])
    const [action] = await db
      .selectFrom('operator_actions')
      .selectAll()
      .where('verb', '=', 'review-prices')
      .execute()
    expect(action).toMatchObject({ by_whom: 'Ada', why: 'price list of May' })
  })

  it('reads the replica where there is one', async () => {
    const elsewhere = await openShop({ databaseUrl: await emptyPostgres(), workers: [] })
    const REPORTING_DATABASE_URL = elsewhere.settings['DATABASE_URL'] ?? ''
    const { out } = await report({ ...shop.settings, REPORTING_DATABASE_URL }, '--json')
    await elsewhere.close()
    expect(asJson(out).total.calls).toBe(0)
  })

  it('says of a replica that is away what to put right', async () => {
    const REPORTING_DATABASE_URL = 'postgres://127.0.0.1:1/none'
    const { code, said } = await report({ ...shop.settings, REPORTING_DATABASE_URL })
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toContain('REPORTING_DATABASE_URL')
  })
})

it('asks npm start, which has the embedded database to itself', async () => {
  const settings = { ...(await ownSettings()), TEMPORAL_ADDRESS: inject('temporal') }
  const shop = start('start.ts', [], settings)
  await untilSaid(shop, 'Metrics')
  expect(asJson((await report(settings, '--json')).out)).toMatchObject({ total: { calls: 0 } })
  expect(await terminate(shop)).toBe(0)
})
