import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BreakerState, untouched } from '../../pack/breaker.ts'
import { everywhere, isComplete, openShop } from '../shop.ts'
import { bearer, type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

const why = 'ticket 812'

const post = (url: string, payload: object) =>
  ops.shop.app.inject({
    ...{ method: 'POST', url, headers: bearer('ada'), payload, remoteAddress: ops.remoteAddress() },
  } as const)

/** What is said at the top of the first page, as it is marked; none: nothing. */
async function said({ shop }: Pick<OpsShop, 'shop'> = ops, url = '/ops/orders') {
  const headers = { ...bearer('ben'), accept: 'text/html' }
  const { body } = await shop.app.inject({ url, headers, remoteAddress: ops.remoteAddress() })
  const panel = body.match(/<section[^>]*aria-labelledby="wrong"[^]*?<\/section>/)?.[0] ?? ''
  return (panel.match(/<p class="note">.*?<\/p>/g) ?? []).map((line) =>
    line.replaceAll(/<(?!a |\/a)[^>]*>/g, ''),
  )
}

async function found(endpoint: string, state: Partial<BreakerState>, operation = '') {
  const kind = operation === '' ? 'service' : 'quality'
  const key = { endpoint, model: 'm', operation, kind, tier: '4b', state: untouched } as const
  const { breakers } = ops.shop.site
  const stored = (await breakers.all()).find(
    (one) => one.endpoint === endpoint && one.kind === kind,
  )
  await breakers.write(stored ?? { ...key, version: 0 }, { ...untouched, ...state })
}

const since = Date.parse('2026-11-21T14:05:00Z')
const later = Date.now() + 3_600_000
const opened = { standing: 'open', since, until: later } as const

describe('the first page', () => {
  it('says nothing of a shop that is well, nor of what ends by itself', async () => {
    await found('well', {})
    await found('busy', { standing: 'cooling', cause: 'overloaded', since, until: later })
    expect(await said()).toEqual([])
  })

  it('says where safe mode is on, since when and by whom, until it is off', async () => {
    await post('/ops/settings/safe-mode', { to: 'on', why, tier: '4b' })
    await post('/ops/settings/set', {
      key: 'safeMode',
      value: 'true',
      risk: 'high',
      share: 20,
      why,
    })
    const lines = await said()
    expect(lines).toHaveLength(2)
    for (const where of ['the 4b tier', 'everything of high risk in 20 % of the orders'])
      expect(lines).toContainEqual(
        expect.stringMatching(
          `^<a href="/ops/settings">Safe mode</a> is on for ${where} since .* UTC, by ada: ${why}$`,
        ),
      )
    await post('/ops/settings/unset', { key: 'safeMode', risk: 'high', share: 20, why })
    await post('/ops/settings/safe-mode', { to: 'off', why })
    expect(await said()).toEqual([])
  })

  it('says which models are not called for all, or called though they fail, and why', async () => {
    const of = (name: string) => `<a href="/ops/models#${name}-m">${name}: m</a> is`
    const moment = '21 November 2026, 14:05 UTC'
    await found('dead', { ...opened, cause: 'unreachable' })
    const dead = `open since ${moment} (unreachable), until a probe finds it well`
    expect(await said()).toEqual([`${of('dead')} held back: ${dead}`])

    const force = { endpoint: 'dead', model: 'm', why, minutes: 5 }
    await post('/ops/models', { ...force, verb: 'close' })
    expect(await said()).toEqual([
      expect.stringContaining(`called, though it fails: ${dead}; forced closed by ada until`),
    ])
    await found('dead', {})
    await post('/ops/models', { ...force, verb: 'open' })
    expect(await said()).toEqual([expect.stringMatching(/ held back: forced open by ada until/)])
    await found('dead', {})

    await found('garbled', { ...opened, cause: 'invalid' }, 'gdpr.risk-plan')
    const texts = `gdpr.risk-plan, its texts: open since ${moment} (invalid)`
    expect(await said()).toEqual([`${of('garbled')} called, but not for all: ${texts}`])
    await found('garbled', {}, 'gdpr.risk-plan')
    expect(await said()).toEqual([])
  })

  it('says which incidents are open, until they are over', async () => {
    const open = async (title: string) => {
      const answer = await post('/ops/incidents', { kind: 'leak', title, minutes: 60 })
      return answer.json().incident.id as number
    }
    const end = (id: number) => post(`/ops/incidents/${id}/end`, { learned: 'enough' })
    const [first, second] = [await open('one <b>firm</b>'), await open('another')]
    expect(await said()).toEqual([
      expect.stringMatching(
        `^<a href="/ops/incidents">2 incidents are open</a>, the newest since .* UTC: ${second}, leak, another$`,
      ),
    ])
    await end(second)
    expect(await said()).toEqual([
      expect.stringMatching(
        `^<a href="/ops/incidents">An incident is open</a>, since .* UTC: ${first}, leak, one &lt;b&gt;firm&lt;/b&gt;$`,
      ),
    ])
    await end(first)
    expect(await said()).toEqual([])
  })

  it('tells programs, and those who follow it, the same, and nothing of it to who looks for an order', async () => {
    await post('/ops/settings/safe-mode', { to: 'on', why })
    const look = async (url: string) =>
      (await ops.shop.app.inject({ url, headers: bearer('ben') })).json()
    const { wrong } = await look('/ops/orders')
    expect(wrong).toMatchObject({ safeMode: [{ by: 'ada', why }], isTemporalAway: false })
    expect((await look('/ops/orders')).wrong).toEqual(wrong)
    expect(await look('/ops/orders?find=ord_0')).toEqual({ orders: [] })
    expect(await said(ops, '/ops/orders?find=ord_0')).toEqual([])
    await post('/ops/settings/safe-mode', { to: 'off', why })
  })
})

it('with Temporal away the first page says so', async () => {
  const environment = { OPS_TOKENS: 'ben:viewer:token-of-ben', TEMPORAL_ADDRESS: '127.0.0.1:1' }
  const shop = await openShop({ workers: [], environment })
  const away = expect.stringMatching(/^Temporal is away: first packs are made all the same/)
  for (const _ of ['while it is asked for', 'and as it was found']) {
    expect(await said({ ...ops, shop })).toEqual([away])
    await shop.site.temporal.ping().catch(() => {})
  }
  await shop.close()
})

it('says which server was found dead, and which texts wait for a reader past half their time', async () => {
  const environment = { OPS_TOKENS: 'ben:viewer:token-of-ben', BREAKER_QUARANTINE: 'PT10M' }
  const shop = await openShop({ environment })
  const { settings, database } = shop.site
  const set = { ...everywhere, operation: 'gdpr.notice-section', by: 'test', why: 'test' }
  await settings.change({ ...set, key: 'review', value: 'all' })
  const read = await shop.buy()
  await shop.until(read.token, ({ attention }) => attention === 'review')
  expect(await said({ ...ops, shop })).toEqual([])

  const since = JSON.stringify(new Date(Date.now() - 5 * 3_600_000).toISOString())
  await sql`update outcomes set outcome = jsonb_set(outcome, '{review,since}', ${since}::jsonb)
    where outcome ? 'review'`.execute(database.db)
  const late = '<a href="/ops/reviews">A text has waited</a> for a reader past half the time.'
  expect(await said({ ...ops, shop })).toEqual([late])

  await shop.small.behave('away')
  const { token } = await shop.buy()
  await shop.until(token, isComplete)
  expect(await said({ ...ops, shop })).toEqual([
    expect.stringMatching(
      /: packhorse-4b-lora<\/a> is held back: open since .* \(unreachable\), until/,
    ),
    late,
  ])
  await shop.close()
})
