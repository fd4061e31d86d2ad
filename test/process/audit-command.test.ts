import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { openShop, type Shop } from '../shop.ts'
import { oneLine, ownSettings, run, start, untilSaid } from './programs.ts'

/** Runs `npm run audit`. @returns exit code and what it said on both outputs */
async function audit(settings: Readonly<Record<string, string>>, ...args: string[]) {
  const child = start('commands/audit.ts', args, settings)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, lines: out.trim().split('\n'), said }
}

it.each([
  ['an unknown option', ['--force']],
  ['a grace that is none', ['--grace', '10']],
  ['days that are none', ['--days', 'all']],
])('used wrongly, with %s, it exits 2 in one line', async (_, args) => {
  const { code, said } = await run('commands/audit.ts', args, {})
  expect(code).toBe(2)
  expect(said).toMatch(oneLine)
})

it('beside npm start with the embedded database, that process does it', async () => {
  const settings = { ...(await ownSettings()), TEMPORAL_ADDRESS: inject('temporal') }
  const shop = start('start.ts', [], settings)
  await untilSaid(shop, 'Metrics')
  expect(await audit(settings)).toMatchObject({ code: 0, said: '' })
})

const absent = inject('postgres') === null
describe.skipIf(absent)(`npm run audit${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ workers: [] })
    const { token } = await shop.buy()
    await shop.until(token, ({ release }) => release !== null)
  })
  afterAll(() => shop.close())

  it('exits 0 where nothing is wrong, and says what it could not look at', async () => {
    const { code, lines, said } = await audit(shop.settings, '--grace', 'PT0S', '--json')
    expect([code, said]).toEqual([0, ''])
    expect(lines[0]).toBe('Looked at 1 order, of which 1 is not final yet.')
    expect(lines).toContainEqual(expect.stringMatching(/^lost: paid for, .+ 1 +0$/))
    expect(lines).toContainEqual(expect.stringMatching(/^re-bought: .+ – +–$/))
    expect(lines).toContain(
      'Not looked at without a --model-log of each model server: re-bought, uncalled.',
    )
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ ok: true, orders: 1, findings: [] })
  })

  it('names what is wrong with the order, and exits 1 in one line', async () => {
    const { db } = shop.site.database
    await db.updateTable('orders').set({ refund_owed: 100 }).execute()
    const { code, lines, said } = await audit(shop.settings, '--grace', 'PT0S')
    expect([code, said]).toEqual([
      1,
      'packhorse: 1 thing is not as it should be; it is named above.\n',
    ])
    expect(lines.at(-1)).toMatch(/^refunded-wrongly {2}ord_\w+ {2}owes 100 \(minor units\)/)
  })
})
