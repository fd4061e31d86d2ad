import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { needs } from '../documents/foreign.ts'
import { emptyPlace, openOutside, type Settings, startShop } from './lost-shop.ts'
import { emptyFolder, run, start } from './programs.ts'

const scripts = join(import.meta.dirname, '..', '..', 'deploy')

/** Runs a script of `deploy/`. @returns what it says */
async function deploy(script: string, args: readonly string[], settings: Settings) {
  const env = { PATH: process.env['PATH'] ?? '', ...settings }
  return (await promisify(execFile)(join(scripts, script), [...args], { env })).stdout
}

const isComplete = ({ state }: OrderStatus) => state === 'complete'

type Outside = Awaited<ReturnType<typeof openOutside>>

/** By version, the SHA-256 of what the customer gets. */
async function packsOf({ buyer }: Outside, token: string): Promise<Record<number, string>> {
  const { releases } = await buyer.status(token)
  const packs: Record<number, string> = {}
  for (const { version } of releases) {
    const zip = await buyer.download(token, version)
    packs[version] = createHash('sha256').update(zip).digest('hex')
  }
  return packs
}

/** Until it finds that something is unknown: what Stripe lists is looked at when it is a minute old. */
async function reconcile(settings: Settings): Promise<string> {
  let said = ''
  for (let tries = 0; tries < 30 && !said.includes('unknown'); tries++) {
    const child = start('commands/reconcile.ts', ['--days', '3'], settings)
    child.stderr.resume()
    said = await text(child.stdout)
    if (tries > 0) await sleep(2_000)
  }
  return said
}

/** Orders as they stand when the database was backed up, and what happened to them after that. */
async function trade(outside: Outside, settings: Settings) {
  const complete = await outside.buy('self-serve', 'complete@firm.example')
  const erased = await outside.buy('self-serve', 'erased@firm.example')
  for (const { token } of [complete, erased]) await outside.until(token, isComplete)
  await outside.large.behave('away')
  const improving = await outside.buy('full', 'improving@firm.example')
  await outside.until(improving.token, ({ releases }) => releases.length > 1)
  const unpaid = await outside.order('self-serve', 'unpaid@firm.example')
  await deploy('backup.sh', ['database'], settings)
  const later = await outside.buy('self-serve', 'later@firm.example')
  await outside.until(later.token, isComplete)
  await outside.buyer.pay(unpaid.url)
  const wish = ['erase', erased.order, '--by', 'Ada', '--why', 'ticket 7']
  expect(await run('commands/order.ts', wish, settings)).toMatchObject({ code: 0 })
  await deploy('backup.sh', ['keys', 'packs'], settings)
  return { complete, erased, improving, unpaid, later }
}

/** Everything that a shop has on its own machines is lost, and it opens again elsewhere. */
async function drill() {
  const outside = await openOutside()
  const backups = { BACKUP_DIR: emptyFolder() }
  const lost = await emptyPlace()
  const lostSettings = { ...outside.settings, ...lost.settings, ...backups }
  const kill = await startShop(lostSettings)
  const orders = await trade(outside, lostSettings)
  const { complete, improving } = orders
  const sold = {
    complete: await packsOf(outside, complete.token),
    improving: await packsOf(outside, improving.token),
  }
  kill()
  await lost.temporal.stop()

  const found = await emptyPlace()
  const settings = { ...outside.settings, ...found.settings, ...backups }
  const said = await deploy('restore.sh', [], settings)
  await outside.large.behave('up')
  const killAgain = await startShop(settings)
  const restored = { complete: await packsOf(outside, complete.token) }
  await outside.until(improving.token, isComplete)
  const reconciled = await reconcile(settings)
  const delivered = await outside.until(orders.unpaid.token, isComplete)
  const erased = await fetch(`${outside.publicUrl}/orders/${orders.erased.token}`)
  const after = { ...restored, improving: await packsOf(outside, improving.token) }
  rmSync(found.storage, { recursive: true })
  const rebuilt = await packsOf(outside, complete.token)
  killAgain()
  await Promise.all([found.temporal.stop(), outside.close()])
  return { orders, sold, said, after, delivered, erased: erased.status, reconciled, rebuilt }
}

const rsync = needs('rsync', 'rsync')
const missing = inject('postgres') === null || rsync.missing
const title = 'a shop that lost database, files and Temporal, and was restored'

describe.skipIf(missing)(missing ? `${title} (${postgresInstallLine} rsync)` : title, () => {
  let seen: Awaited<ReturnType<typeof drill>>
  // Its processes end with the first test.
  beforeAll(async () => {
    seen = await drill()
  }, 600_000)

  it('gives each pack with the same bytes', () => {
    expect(Object.keys(seen.sold.complete)).toEqual(['1', '2'])
    expect(seen.after.complete).toEqual(seen.sold.complete)
  })

  it('goes on with orders that were under way, whose packs of before stay as they were', () => {
    expect(seen.after.improving).toMatchObject(seen.sold.improving)
    expect(Object.keys(seen.after.improving).length).toBeGreaterThan(
      Object.keys(seen.sold.improving).length,
    )
  })

  it('delivers what was paid since the backup', () => {
    expect(seen.delivered.release).toMatchObject({ version: 2, degraded: false })
  })

  it('names the orders that only Stripe knows', () => {
    expect(seen.reconciled).toContain(`unknown-order  ${seen.orders.later.order}`)
    const { complete, improving, unpaid } = seen.orders
    for (const { order } of [complete, improving, unpaid])
      expect(seen.reconciled).not.toContain(`unknown-order  ${order}`)
  })

  it('opens no order that was erased since the backup', () => {
    expect(seen.erased).toBe(410)
    expect(seen.said).not.toContain('Without a key')
  })

  it('prints its packs anew with the same bytes where their files are lost, too', () => {
    expect(seen.rebuilt).toEqual(seen.sold.complete)
  })
})
