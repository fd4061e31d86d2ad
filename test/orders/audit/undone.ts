import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { packKey } from '../../../orders/release/build-release.ts'
import { keyOf } from '../../../store/sealing.ts'
import { bound } from '../../../store/vault.ts'
import type { Shop } from '../../shop.ts'
import { storageFolder } from '../../stores.ts'
import { dbOf, type Plant } from './plant.ts'

/** Changes columns of a row of the order. */
function altered(table: 'orders' | 'outcomes' | 'reservations', set: string, back: string): Plant {
  const own = table === 'orders' ? 'id' : 'order_id'
  const run = (shop: Shop, order: string, change: string) =>
    sql`update ${sql.table(table)} set ${sql.raw(change)} where ${sql.ref(own)} = ${order}`.execute(
      dbOf(shop),
    )
  return async (shop, order) => {
    await run(shop, order, set)
    return () => run(shop, order, back)
  }
}

const unpublished: Plant = async (shop, order) => {
  const db = dbOf(shop)
  const rows = await db
    .deleteFrom('releases')
    .where('order_id', '=', order)
    .returningAll()
    .execute()
  return () => db.insertInto('releases').values(rows).execute()
}

/** Changes a file, or takes it away. */
function tampered(
  fileOf: (shop: Shop, order: string) => Promise<string>,
  change: (bytes: Buffer) => Uint8Array | string | null,
): Plant {
  return async (shop, order) => {
    const file = await fileOf(shop, order)
    const bytes = readFileSync(file)
    const changed = change(Buffer.from(bytes))
    if (changed === null) rmSync(file)
    else writeFileSync(file, changed)
    return () => writeFileSync(file, bytes)
  }
}

async function newestZip({ site, settings }: Shop, order: string): Promise<string> {
  const [newest] = await site.releases.files(order)
  const folder = storageFolder(settings, site.config.dataDir)
  return join(folder, 'packs', order, `${newest!.sha256}.zip`)
}

const paidLetter = async ({ site }: Shop, order: string) =>
  join(site.config.dataDir, 'mail', `${order}.paid.1.eml`)

const twice: Plant = async (shop, order) => {
  const letter = await paidLetter(shop, order)
  const other = letter.replace('.eml', '-again.eml')
  writeFileSync(other, readFileSync(letter))
  return () => rmSync(other)
}

/** Published as it is, and no zip that any program of ours packs. */
const repacked: Plant = async (shop, order) => {
  const [newest] = await shop.site.releases.files(order)
  const { version, sha256: before } = newest!
  const kept = shop.site.blobs.of(order)
  const zip = (await kept.get(packKey(before)))!
  const signature = zip.indexOf('manifest.json.sig') + 'manifest.json.sig'.length
  zip[signature + 2]! ^= 1
  const sha256 = createHash('sha256').update(zip).digest('hex')
  await kept.put(packKey(sha256), zip)
  const publish = (hash: string) =>
    dbOf(shop)
      .updateTable('releases')
      .set({ sha256: hash })
      .where('order_id', '=', order)
      .where('version', '=', version)
      .execute()
  await publish(sha256)
  return () => publish(before)
}

const otherWords: Plant = async (shop, order) => {
  const { vault, db } = shop.site.database
  const recorded = await shop.site.outcomes.ofOrder(order)
  const { outcome, ...key } = recorded.find((one) => one.artefact === 'risk-plan')!
  const write = async (content: unknown) =>
    db
      .updateTable('outcomes')
      .set({ content: vault.close(order, await keyOf(db, order), bound.text(key), content) })
      .where('order_id', '=', order)
      .where('artefact', '=', 'risk-plan')
      .execute()
  const { content } = outcome as { content: object }
  await write({ ...content, planted: 'other words' })
  return () => write(content)
}

const unheard: Plant = async (shop, order) => {
  const recorded = await shop.site.outcomes.ofOrder(order)
  const { outcome } = recorded.find((one) => one.artefact === 'risk-plan')!
  await shop.site.outcomes.record({ order, artefact: 'briefing', part: '', round: 1 }, outcome)
  return () =>
    sql`delete from outcomes where order_id = ${order} and artefact = 'briefing'`.execute(
      dbOf(shop),
    )
}

/** Three euros that every book has alike. */
const spendTooMuch: Plant = async (shop, order) => {
  const spend = (micros: number) =>
    sql`
      with spent as (
        update attempts set cost_micros = cost_micros + ${micros}
        where id = (select id from attempts where order_id = ${order} order by id limit 1)
        returning *
      ), rolled as (
        update margins set inference_micros = inference_micros + ${micros}
        where order_id in (select order_id from spent where rolled)
      ), by_day as (
        update rollups as r set cost_micros = r.cost_micros + ${micros}
        from spent as s
        where s.rolled and r.day = (s.started_at at time zone 'UTC')::date
          and (r.operation, r.tier, r.endpoint, r.model) = (s.operation, s.tier, s.endpoint, s.model)
      ), reserved as (
        update reservations as r set
          used_micros = used_micros + ${micros}, held_micros = held_micros + ${micros}
        where id = (select ask_id from spent)
        returning r as reservation
      )
      update budgets as b set used_micros = b.used_micros + ${micros}
      from reserved, budgets_of(reservation) as d
      where (b.scope, b.subject, b.starts_at) = (d.scope, d.subject, d.starts_at)`.execute(
      dbOf(shop),
    )
  await spend(3_000_000)
  return () => spend(-3_000_000)
}

/** Each with the rule that has to find it; all are done to one order, one after the other. */
export const undone: readonly [string, Plant, string][] = [
  ['a paid order without a release', unpublished, 'lost'],
  ['a file that the storage lost', tampered(newestZip, () => null), 'changed'],
  [
    'a file with another byte',
    tampered(newestZip, (bytes) => Buffer.concat([bytes, Buffer.from(' ')])),
    'changed',
  ],
  ['a file that is not as it was packed', repacked, 'changed'],
  ['a recorded text with other words than the release', otherWords, 'changed'],
  [
    'an order that is closed though its payment stands',
    altered(
      'orders',
      "state = 'revoked', revoked_from = 'complete'",
      "state = 'complete', revoked_from = null",
    ),
    'wrongly-entitled',
  ],
  [
    'money that is owed and not on its way',
    altered('orders', 'refund_owed = 100', 'refund_owed = null'),
    'refunded-wrongly',
  ],
  ['a letter that did not arrive', tampered(paidLetter, () => null), 'mis-mailed'],
  ['a letter that arrived twice', twice, 'mis-mailed'],
  [
    'a letter to somebody else',
    tampered(paidLetter, (bytes) =>
      bytes.toString().replace(/^To: .*$/m, 'To: stranger@example.com'),
    ),
    'mis-mailed',
  ],
  ['a recorded text that no server was asked for', unheard, 'uncalled'],
  ['calls that cost more than an order may', spendTooMuch, 'over-budget'],
  [
    'reservations that say more than their calls',
    altered('reservations', 'used_micros = used_micros + 1', 'used_micros = used_micros - 1'),
    'books',
  ],
]
