import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

/** Euros per million tokens: a few calls use up what one order may cost. */
const dear = { in: 120, out: 120 }

const folder = mkdtempSync(join(tmpdir(), 'packhorse-budgets-'))
let model: StandInModel
let shop: Shop
let order: string
let status: OrderStatus
beforeAll(async () => {
  model = await startStandInModel({ models: ['m'] })
  const file = join(folder, 'endpoints.json')
  const served = { url: model.url, model: 'm', infrastructure: 'here', contextTokens: 32_768 }
  const endpoint = { name: 'dear', tier: '4b', pricePerMTok: dear, ...served }
  writeFileSync(file, JSON.stringify([endpoint, { ...endpoint, name: 'larger', tier: '32b' }]))
  shop = await openShop({ environment: { ENDPOINTS_FILE: file } })
  const bought = await shop.buy()
  order = bought.order
  status = await shop.until(bought.token, isComplete)
})
afterAll(async () => {
  await shop.close()
  await model.close()
  rmSync(folder, { recursive: true, force: true })
})

it('an order whose allowance is used up is delivered, and says so', () => {
  expect(status.release).not.toBeNull()
  const short = status.sections.filter(({ reason }) => reason === 'over-budget')
  expect(short.length).toBeGreaterThan(0)
  for (const { source, message } of short) {
    expect(source).toBe('static')
    expect(message).toMatch(/tailoring allowance/)
  }
})

it('has cost no more than it may, to the last call', async () => {
  const { used_micros, held_micros } = await shop.site.database.db
    .selectFrom('budgets')
    .selectAll()
    .where('scope', '=', 'order')
    .where('subject', '=', order)
    .executeTakeFirstOrThrow()
  expect(used_micros).toBeGreaterThan(0)
  expect(used_micros).toBeLessThanOrEqual(2_000_000)
  expect(held_micros).toBe(0)
})

it('balances: what its calls cost is what its reservations were settled with', async () => {
  const { db } = shop.site.database
  const { cost } = await db
    .selectFrom('attempts')
    .select((e) => e.fn.sum<number>('cost_micros').as('cost'))
    .where('order_id', '=', order)
    .executeTakeFirstOrThrow()
  const { used } = await db
    .selectFrom('reservations')
    .select((e) => e.fn.sum<number>('used_micros').as('used'))
    .where('order_id', '=', order)
    .executeTakeFirstOrThrow()
  expect(cost).toBe(used)
  expect(await shop.site.budgets.differences('2020-01-01T00:00:00.000Z')).toEqual([])
})

it('keeps the buyer’s address out of every row of its budgets', async () => {
  const { db } = shop.site.database
  const rows = [
    ...(await db.selectFrom('budgets').selectAll().execute()),
    ...(await db.selectFrom('reservations').selectAll().execute()),
  ]
  expect(JSON.stringify(rows)).not.toMatch(/owner|example\.com/)
})

it('shows what was refused and let through in the metrics', async () => {
  const metrics = await shop.site.metrics.registry.metrics()
  expect(metrics).toMatch(/packhorse_budget_reserved_total\{scope="order"\} [1-9]/)
  expect(metrics).toMatch(/packhorse_budget_settled_total\{scope="tier"\} [1-9]/)
  expect(metrics).toMatch(/packhorse_budget_refused_total\{scope="(order|held)"\} [1-9]/)
  expect(metrics).toMatch(/packhorse_budget_differences 0/)
})
