import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Given } from '../../commands/plan/given.ts'
import type { Plan } from '../../commands/plan/plan.ts'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { openShop, type Shop } from '../shop.ts'
import { askRecord, attemptOf } from '../store/new-order.ts'
import { emptyFolder, oneLine, start } from './programs.ts'

type Settings = Readonly<Record<string, string>>

/** @returns exit code and what it said on both outputs */
async function plan(settings: Settings, ...args: string[]) {
  const child = start('commands/plan.ts', args, settings)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, said }
}

const asJson = (out: string) =>
  JSON.parse(out.trim().split('\n').at(-1) ?? '') as Plan & { ok: boolean; given: Given }

it('plans before there is a shop, and makes none', async () => {
  const DATA_DIR = emptyFolder()
  const { code, out, said } = await plan({ DATA_DIR }, '--json')
  expect([code, said]).toEqual([0, ''])
  expect(out).toContain('100 orders a day (assumed), 20 % of them full (assumed)')
  expect(out).toMatch(/^needed +1 × 4b +1 × 32b, GPUs × 2$/m)
  expect(asJson(out)).toMatchObject({ ok: true, given: { ordersPerDay: 100 } })
  expect(asJson(out).tiers.map(({ model }) => model)).toEqual(['4b', '32b'])
  expect(existsSync(join(DATA_DIR, 'db'))).toBe(false)
})

it.each([['--orders-per-day', 'many'], ['--seed', '1'], ['all']])(
  'used wrongly (%s %s), it exits 2 in one line',
  async (...args) => {
    const { code, said } = await plan({ DATA_DIR: emptyFolder() }, ...args)
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
    expect(said).toContain('usage: npm run plan')
  },
)

it.each([
  ['of more orders than any server carries', {}, ['--orders-per-day', '1000000'], 'plan for fewer'],
  [
    'of a database that is away',
    { DATABASE_URL: 'postgres://127.0.0.1:1/none' },
    [],
    'DATABASE_URL',
  ],
  [
    'of a replica that is away',
    { REPORTING_DATABASE_URL: 'postgres://127.0.0.1:1/none' },
    [],
    'REPORTING_DATABASE_URL',
  ],
  ['of a file that is not there', { ENDPOINTS_FILE: '/none.json' }, [], '/none.json'],
])('says in one line %s', async (_, settings, args, words) => {
  const { code, said } = await plan({ DATA_DIR: emptyFolder(), ...settings }, ...args)
  expect(code).toBe(1)
  expect(said).toMatch(oneLine)
  expect(said).toContain(words)
})

const absent = inject('postgres') === null

describe.skipIf(absent)(`with a ledger${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ workers: [] })
    const { order } = await shop.buy()
    const openedAt = new Date().toISOString()
    const tokens = { in: 2_000, out: 640, cached: 0, estimated: false }
    for (let round = 1; round <= 50; round += 1)
      await createCalls(shop.site.database).close(
        { order, artefact: 'risk-plan', part: '', round },
        {
          outcome: null,
          ask: askRecord({ openedAt }),
          attempts: [attemptOf({ startedAt: openedAt, tokens })],
          log: [],
        },
      )
  })
  afterAll(() => shop.close())

  it('takes its tokens and texts where there are fifty, and says so', async () => {
    const { code, out } = await plan(shop.settings, '--json')
    expect(code).toBe(0)
    expect(out).toContain('4b: what an order asks for by the ledger, 50 texts written in 30 days')
    expect(out).toContain('32b: what an order asks for as recorded of 500 unlike firms')
    const [operation] = asJson(out).given.work['4b'].operations
    expect(operation).toMatchObject({ operation: 'gdpr.risk-plan', tokensOut: 640, calls: 1 })
  })
})
