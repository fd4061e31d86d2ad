import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { packKey } from '../../../orders/release/build-release.ts'
import type { Outcome, PartKey } from '../../../pack/outcome.ts'
import { keyOf } from '../../../store/sealing.ts'
import { bound } from '../../../store/vault.ts'
import type { Shop } from '../../shop.ts'
import { storageFolder } from '../../stores.ts'
import { budgetOf, paidByOther, refundByRecord, request, spendTooMuch } from './money.ts'
import { altered, dbOf, loggedAgain, type Plant, paidLetter, removed, tampered } from './plant.ts'

async function newestZip({ site, settings }: Shop, order: string): Promise<string> {
  const [newest] = await site.releases.files(order)
  const folder = storageFolder(settings, site.config.dataDir)
  return join(folder, 'packs', order, `${newest!.sha256}.zip`)
}

const twice: Plant = async (shop, order) => {
  const letter = paidLetter(shop, order)
  const other = letter.replace('.eml', '-again.eml')
  writeFileSync(other, readFileSync(letter))
  return () => rmSync(other)
}

const resealed: Plant = async (shop, order) => {
  const { vault, db } = shop.site.database
  const write = async (name: string) => {
    const email = vault.close(order, await keyOf(db, order), name, 'owner@example.com')
    await db.updateTable('orders').set({ email }).where('id', '=', order).execute()
  }
  await write('another name')
  return () => write(bound.email)
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
  const { outcome, ...key } = await riskPlan(shop, order)
  const { content } = outcome as { content: object }
  await writeText(shop, key, { ...content, planted: 'other words' })
  return () => writeText(shop, key, content)
}

/** The text was recorded for answers that the release is not made of. */
const otherAnswers: Plant = async (shop, order) => {
  const { outcome, ...key } = await riskPlan(shop, order)
  const { content } = outcome as { content: object }
  await writeText(shop, { ...key, revision: 2 }, content)
  return () => writeText(shop, { ...key, revision: 1 }, content)
}

async function riskPlan({ site }: Shop, order: string) {
  const recorded = await site.outcomes.ofOrder(order)
  return recorded.find(({ artefact }) => artefact === 'risk-plan')!
}

async function writeText(shop: Shop, key: PartKey, content: unknown) {
  const { vault, db } = shop.site.database
  const { order, revision = 1 } = key
  const sealed = vault.close(order, await keyOf(db, order), bound.text(key), content)
  await db
    .updateTable('outcomes')
    .set({ revision, content: sealed })
    .where('order_id', '=', order)
    .where('artefact', '=', 'risk-plan')
    .execute()
}

const unheard: Plant = async (shop, order) => {
  const { outcome } = await riskPlan(shop, order)
  const lines = readFileSync(shop.modelLogs[0]!, 'utf8').trim().split('\n')
  // Within what the log reaches, seconds after its first call and before its last.
  const { at: generatedAt } = JSON.parse(lines[Math.floor(lines.length * 0.75)]!)
  const key = { order, artefact: 'briefing', part: '', round: 1 }
  await shop.site.outcomes.record(key, { ...outcome, generatedAt } as Outcome)
  return () =>
    sql`delete from outcomes where order_id = ${order} and artefact = 'briefing'`.execute(
      dbOf(shop),
    )
}

const ofRiskPlan = sql`artefact = 'risk-plan'`

const approved = JSON.stringify({
  reviewed: { by: 'eve', at: '2026-11-29T00:00:00Z', edited: false },
})

/** A reader wrote other words before anybody had the first ones, and these are what was delivered. */
const replaced: Plant = async (shop, order) => {
  const { outcome, ...key } = await riskPlan(shop, order)
  const { content } = outcome as { content: object }
  const { vault, db } = shop.site.database
  const before = vault.close(order, await keyOf(db, order), bound.readBefore(key), content)
  const { artefact, part, round, revision = 1 } = key
  const names = { order_id: order, artefact, part, round, revision }
  const read = { cause: 'artefact', asked_at: '2026-11-29T00:00:00Z', verdict: 'edited' } as const
  await db
    .insertInto('reviews')
    .values({ ...names, ...read, by_whom: 'eve', seconds: null, before, note: null })
    .execute()
  await writeText(shop, key, { ...content, planted: 'the words of a reader' })
  return async () => {
    await writeText(shop, key, content)
    await db.deleteFrom('reviews').where('order_id', '=', order).execute()
  }
}

/** Each with the rule that has to find it; all are done to one order, one after the other. */
export const undone: readonly [string, Plant, string][] = [
  ['a paid order without a release', removed('releases'), 'lost'],
  ['an order whose key is gone', removed('order_keys'), 'half-erased'],
  ['an address that the order’s key does not open', resealed, 'changed'],
  ['a text that was recorded for other answers', otherAnswers, 'changed'],
  ['a file that the storage lost', tampered(newestZip, () => null), 'changed'],
  [
    'a file with another byte',
    tampered(newestZip, (bytes) => Buffer.concat([bytes, Buffer.from(' ')])),
    'changed',
  ],
  ['a file that is not as it was packed', repacked, 'changed'],
  ['a recorded text with other words than the release', otherWords, 'changed'],
  [
    'a text that a person rejected, delivered',
    altered(
      'outcomes',
      sql`outcome = outcome || '{"look": "rejected"}'`,
      sql`outcome = outcome - 'look'`,
      ofRiskPlan,
    ),
    'let-through',
  ],
  [
    'a published text that no judge let pass, delivered',
    altered(
      'outcomes',
      sql`outcome = outcome || '{"look": "judge"}'`,
      sql`outcome = outcome - 'look'`,
      sql`artefact = 'notice-section'`,
    ),
    'let-through',
  ],
  ['words that a person replaced, delivered', replaced, 'let-through'],
  [
    'a text that a person let pass, and that is in no pack',
    altered(
      'outcomes',
      sql`outcome = outcome || ${approved}::jsonb`,
      sql`outcome = outcome - 'reviewed'`,
      ofRiskPlan,
    ),
    'kept-waiting',
  ],
  [
    'an order that is closed though its payment stands',
    altered(
      'orders',
      sql`state = 'revoked', revoked_from = 'complete'`,
      sql`state = 'complete', revoked_from = null`,
    ),
    'wrongly-entitled',
  ],
  [
    'a pack that was delivered and not paid',
    altered('orders', sql`state = 'expired'`, sql`state = 'complete'`),
    'wrongly-entitled',
  ],
  [
    'a payment of another amount than was ordered',
    altered('orders', sql`amount = amount + 100`, sql`amount = amount - 100`),
    'wrongly-entitled',
  ],
  ['an order that was paid by another’s payment', paidByOther, 'wrongly-entitled'],
  ['a refund that only we know of', refundByRecord, 'refunded-wrongly'],
  [
    'a refund that is done, and nothing went back',
    request({ done_at: '2026-11-29T00:00:00Z' }),
    'refunded-wrongly',
  ],
  [
    'a refund that waits for a person who is not asked',
    request({ stopped: 'It is above the limit.' }),
    'refunded-wrongly',
  ],
  [
    'money that is owed and not on its way',
    altered('orders', sql`refund_owed = 100`, sql`refund_owed = null`),
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
  [
    'a copy of a letter to somebody else',
    tampered(paidLetter, (bytes) =>
      bytes.toString().replace(/^To: /m, 'Cc: Stranger <stranger@example.com>\r\nTo: '),
    ),
    'mis-mailed',
  ],
  [
    'a letter that is needless for no reason',
    altered('outbox', sql`ending = 'needless'`, sql`ending = 'sent'`, sql`template = 'paid'`),
    'mis-mailed',
  ],
  ['a call that was sent twice', loggedAgain(-0.001), 're-bought'],
  ['a recorded text that no server was asked for', unheard, 'uncalled'],
  ['calls that cost more than an order may', spendTooMuch, 'over-budget'],
  ['a budget that counts another sum', budgetOf(5), 'books'],
  [
    'reservations that say more than their calls',
    altered('reservations', sql`used_micros = used_micros + 1`, sql`used_micros = used_micros - 1`),
    'books',
  ],
]
