import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { openShop, type Shop } from '../shop.ts'
import { oneLine, ownSettings, run, start, untilSaid } from './programs.ts'

/** Runs `npm run reconcile`. @returns exit code and what it said on both outputs */
async function reconcile(settings: Readonly<Record<string, string>>, ...args: string[]) {
  const child = start('commands/reconcile.ts', args, settings)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, lines: out.trim().split('\n'), said }
}

it.each([
  ['an unknown option', ['--force']],
  ['days that are none', ['--days', 'all']],
  ['a word', ['ord_1']],
])('used wrongly, with %s, it exits 2 in one line', async (_, args) => {
  const { code, said } = await run('commands/reconcile.ts', args, {})
  expect(code).toBe(2)
  expect(said).toMatch(oneLine)
})

it('without a key it says in one line that Stripe cannot be asked', async () => {
  const { code, said } = await run('commands/reconcile.ts', [], await ownSettings())
  expect(code).toBe(1)
  expect(said).toMatch(
    /^packhorse: STRIPE_SECRET_KEY is not set, so Stripe cannot be asked[^\n]+\n$/,
  )
})

it('beside npm start with the embedded database, that process does it', async () => {
  const settings = { ...(await ownSettings()), TEMPORAL_ADDRESS: inject('temporal') }
  const shop = start('start.ts', [], settings)
  await untilSaid(shop, 'Metrics')
  expect(await reconcile(settings)).toMatchObject({ code: 0, said: '' })
})

const absent = inject('postgres') === null
describe.skipIf(absent)(`npm run reconcile${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ workers: [] })
  })
  afterAll(() => shop.close())

  it('exits 0 where orders and Stripe agree, and says what it looked at', async () => {
    await shop.order()
    const { code, lines, said } = await reconcile(shop.settings, '--json')
    expect([code, said]).toEqual([0, ''])
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(
        /^Looked up 1 open payment, and what Stripe lists from .+Z until .+Z\.$/,
      ),
      'Orders and Stripe agree.',
    ])
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ ok: true, lookedUp: 1, findings: [] })
  })

  it('names each thing that differs once, and exits 1 in one line', async () => {
    await shop.bank.endpoint({ status: 'disabled' })
    const { code, lines, said } = await reconcile(shop.settings, '--days', '3', '--json')
    expect([code, said]).toEqual([
      1,
      'packhorse: 2 things are not as they should be, or were not; each is named above.\n',
    ])
    expect(lines.slice(1, -1)).toEqual([
      expect.stringMatching(
        /^endpoint {2}Webhook endpoint we_\w+ is disabled: enable it at Stripe\.$/,
      ),
      expect.stringMatching(/^endpoint {2}No enabled webhook endpoint at /),
    ])
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ ok: false, findings: [{}, {}] })
  })
})
