import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { requestIdOf } from '../../../pack/request-id.ts'
import { borrowTill } from '../../../site/till.ts'
import { choose, otherSession } from '../../api/calls.ts'
import type { Shop } from '../../shop.ts'
import { dbOf, type Plant, stored } from './plant.ts'

/** A second release of the same texts, genuine in itself. */
const releaseAgain: Plant = async (shop, order) => {
  const { releases, printing } = shop.site
  const composition = (await releases.newest(order))!
  const version = composition.version + 1
  const lost = { sha256: 'f'.repeat(64), bytes: 1, manifestSha256: 'f'.repeat(64) }
  await releases.plan(order, { ...composition, version })
  await releases.publish(order, version, lost)
  await (await printing()).rebuildRelease(await stored(shop, order), { version, ...lost })
  await sql`
    update releases set
      sha256 = rebuilt_sha256, bytes = rebuilt_bytes, manifest_sha256 = null,
      rebuilt_sha256 = null, rebuilt_bytes = null
    where order_id = ${order} and version = ${version}`.execute(dbOf(shop))
}

const payTwice: Plant = async (shop, order) => {
  await choose(await otherSession(shop, order), 'paid')
  const said = async () => (await stored(shop, order)).attentions['paid-twice']
  await expect.poll(said).toBeDefined()
  await dbOf(shop).deleteFrom('unapplied_payments').where('order_id', '=', order).execute()
  await shop.site.orders.settle(order, 'paid-twice')
}

const keepAfterRefund: Plant = async (shop, order) => {
  await shop.bank.refund((await stored(shop, order)).payment!.intent)
  await expect.poll(async () => (await stored(shop, order)).state).toBe('revoked')
  await sql`update orders set state = 'complete', revoked_from = null where id = ${order}`.execute(
    dbOf(shop),
  )
}

const refundUnasked: Plant = async (shop, order) => {
  const { intent } = (await stored(shop, order)).payment!
  const wanted = { intent, amount: 100, order, purpose: 'shortfall' }
  await borrowTill(shop.site).payments.createRefund({ ...wanted, idempotencyKey: randomUUID() })
  const heard = async () => (await stored(shop, order)).payment?.refunds.length
  await expect.poll(heard).toBe(1)
}

const askAgain: Plant = async (shop, order) => {
  const [recorded] = await shop.site.outcomes.ofOrder(order)
  const { artefact, part, round, revision = 1 } = recorded!
  const call = { order, artefact, part, round, revision, tier: '4b', attempt: 'again' } as const
  const headers = { 'content-type': 'application/json', 'x-request-id': requestIdOf(call) }
  const messages = [{ role: 'user', content: 'Write it again.' }]
  const body = JSON.stringify({ model: 'packhorse-4b-lora', messages })
  await fetch(`${shop.small.url}/chat/completions`, { method: 'POST', headers, body })
}

/** Who paid for an order that is not in the database, as after a restore. */
export async function payForNoOrder(shop: Shop): Promise<{ order: string; session: string }> {
  const order = `ord_${randomUUID().replaceAll('-', '').slice(0, 24)}`
  const bought = {
    orderId: order,
    pack: 'gdpr',
    tier: 'self-serve',
    amount: 7_900,
    currency: 'eur',
  }
  const words = { title: 'A pack', description: 'All of it.', email: 'owner@example.com' }
  const { sessionId, url } = await borrowTill(shop.site).payments.createCheckout({
    ...bought,
    ...words,
  })
  await choose(url, 'paid')
  return { order, session: sessionId }
}

/** Neither outbox nor mail sink has it. */
const refundUnsaid: Plant = async (shop, order) => {
  const { site } = shop
  await shop.bank.refund((await stored(shop, order)).payment!.intent, 100)
  const letter = join(site.config.dataDir, 'mail', `${order}.refunded.1.eml`)
  await expect.poll(() => existsSync(letter)).toBe(true)
  const written = dbOf(shop).deleteFrom('outbox').where('template', '=', 'refunded')
  await written.where('order_id', '=', order).execute()
  rmSync(letter)
}

/** Each done to an order of its own, for good. */
export const lasting: readonly [string, Plant, string][] = [
  ['a second release of the same texts', releaseAgain, 'doubled'],
  ['a second payment that nobody is told of', payTwice, 'doubled'],
  ['an order that is open after its payment went back', keepAfterRefund, 'wrongly-entitled'],
  ['a refund by our word that nobody asked for', refundUnasked, 'refunded-wrongly'],
  ['a refund that no letter tells of', refundUnsaid, 'mis-mailed'],
  ['a recorded text that is asked for again', askAgain, 're-bought'],
]
