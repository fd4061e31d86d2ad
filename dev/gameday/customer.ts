import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isTailored } from '../../pack/source.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { createLater } from './later.ts'
import { complain, type Life, newLife, note } from './life.ts'
import type { Purchase } from './schedule.ts'
import type { Town } from './town.ts'
import { ask, type Refused } from './wire.ts'

const samples = join(import.meta.dirname, '..', 'samples', 'gdpr')

/**
 * The longest pauses between two looks at the order's page, in milliseconds: before there is a pack, as the page itself
 * makes them where it is not followed, and after.
 */
const longestPause = { waiting: 10_000, improving: 20_000 }

const asJson = { accept: 'application/json', 'content-type': 'application/json' }

/** Buys, pays, comes back or not, takes every release home, and does later what the plan says. */
export function createCustomers(town: Town) {
  const { shop, lives, stop } = town
  const later = createLater(town)

  return async function live(purchase: Purchase, n: number): Promise<void> {
    // Of one firm's orders the models' work is limited in all.
    const email = `owner@firm-${n}.example`
    const { order, token, url } = await checkOut(purchase, email)
    const life = newLife(order, token, email)
    lives.push(life)
    note(life, `ordered ${purchase.tier}`)
    if (purchase.outcome === 'abandoned') return
    await buy(life, purchase, url).catch((error: unknown) => {
      if (!stop.aborted) complain(life, String(error))
      else if (life.paidAt === null) complain(life, 'Its customer never got to pay.')
    })
  }

  async function buy(life: Life, purchase: Purchase, url: string): Promise<void> {
    const since = Date.now()
    if (purchase.webhook) await misdeliver(url, purchase.webhook)
    const landing = await pay(url, purchase)
    note(life, `Stripe's page: ${purchase.outcome}`)
    const isPaid = purchase.outcome === 'paid' || purchase.outcome === 'async-paid'
    if (isPaid) life.paidAt = Date.now()
    if (purchase.webhook) town.met(`webhooks ${purchase.webhook}`, life, since)
    const sideways = isPaid && purchase.later ? later(life, purchase.later, landing) : null
    const comeBack = async () => {
      if (purchase.returns && landing) await ask(landing, {}, stop)
      if (isPaid) await follow(life, town)
    }
    await Promise.all([sideways, comeBack()])
  }

  async function checkOut({ tier, firm }: Purchase, email: string) {
    const answers = JSON.parse(readFileSync(join(samples, firm), 'utf8'))
    const body = JSON.stringify({ pack: 'gdpr', tier, email, answers, consent: true })
    const headers = { ...asJson, 'idempotency-key': randomUUID() }
    const answer = await ask(`${shop}/checkout`, { method: 'POST', headers, body }, stop)
    return (await answer.json()) as { order: string; token: string; url: string }
  }

  /** Of a bank debit two events tell, which may come the wrong way round. */
  async function misdeliver(url: string, way: NonNullable<Purchase['webhook']>): Promise<void> {
    const session = url.split('/').at(-1)!
    const events = way === 'reorder' ? '2' : '1'
    const body = new URLSearchParams({ [way]: events, object: session, by: '8000' })
    await ask(`${town.stripe}/_fake/deliveries`, { method: 'POST', body }, stop)
  }

  /** @returns where Stripe sends the buyer back to */
  async function pay(url: string, { outcome }: Purchase): Promise<string | null> {
    const body = new URLSearchParams({ outcome })
    return (await ask(url, { method: 'POST', body }, stop)).headers.get('location')
  }
}

/** Looks at the order's page until all has come to its end, and takes each release home. */
async function follow(life: Life, { shop, stop }: Town): Promise<void> {
  for (let pause = 1_000; ; pause = Math.min(longestOf(life), pause + 1_000)) {
    const status = await lookAt(life, { shop, stop })
    const state = status?.state ?? 'erased'
    if (state !== life.state) note(life, `is ${state}`)
    life.state = state
    const hasAll = await takeHome(life, status, { shop, stop })
    if (hasAll && isOver(life, status)) {
      life.finalAt = Date.now()
      return lookBack(life, status, { shop, stop })
    }
    await sleep(pause, undefined, { signal: stop })
  }
}

const longestOf = ({ firstPackAt }: Life) =>
  firstPackAt === null ? longestPause.waiting : longestPause.improving

type Road = Pick<Town, 'shop' | 'stop'>

/** @returns null: it is erased, as its customer wanted */
async function lookAt(life: Life, { shop, stop }: Road): Promise<OrderStatus | null> {
  const url = `${shop}/orders/${life.token}`
  const answer = await ask(url, { headers: asJson }, stop).catch((error: Refused) => {
    if (life.erasing && error.status === 410) return null
    throw error
  })
  return answer && ((await answer.json()) as OrderStatus)
}

/** @returns whether there is nothing more to take */
async function takeHome(life: Life, status: OrderStatus | null, road: Road): Promise<boolean> {
  if (status === null || status.state === 'revoked') return true
  for (const { version, sha256 } of status.releases.toReversed()) {
    seen(life, version, sha256)
    if (life.taken.has(version)) continue
    if (!(await download(life, version, road))) return false
    life.taken.add(version)
    if (version === 1) life.firstPackAt = Date.now()
    note(life, `has v${version}`)
  }
  return true
}

/** Takes each pack once more, and looks whether all that was asked for has come. */
async function lookBack(life: Life, status: OrderStatus | null, road: Road): Promise<void> {
  if (status === null) return lookForErased(life, road)
  const { state, sections, releases } = status
  if (state === 'revoked') return
  for (const version of life.taken)
    if (!(await download(life, version, road))) complain(life, `v${version} is not given again.`)
  const tailored = sections.filter(({ source }) => isTailored(source)).length
  life.texts = { all: sections.length, tailored }
  if (life.corrected && !releases.some(({ corrections }) => corrections.length > 0))
    complain(life, 'No release has the correction.')
}

async function lookForErased(life: Life, road: Road): Promise<void> {
  for (const version of life.taken)
    if (await download(life, version, road))
      complain(life, `v${version} is given, though the order was erased.`)
}

/** @returns false where there is none: it is revoked, erased, not there yet, or refused */
async function download(life: Life, version: number, { shop, stop }: Road): Promise<boolean> {
  const url = `${shop}/orders/${life.token}/pack.zip?version=${version}`
  const answer = await ask(url, {}, stop).catch(nullIfRefused)
  if (answer?.status !== 200) {
    note(life, `v${version} was not given`)
    return false
  }
  const bytes = Buffer.from(await answer.arrayBuffer())
  seen(life, version, createHash('sha256').update(bytes).digest('hex'))
  return true
}

function seen({ packs }: Life, version: number, sha256: string): void {
  packs.set(version, (packs.get(version) ?? new Set()).add(sha256))
}

/** Everything that was put in motion has come to its end, as far as the page tells. */
function isOver({ takenBack, underWay }: Life, status: OrderStatus | null): boolean {
  if (underWay) return false
  if (status === null) return true
  const { state, correcting } = status
  return takenBack ? state === 'revoked' : state === 'complete' && !correcting
}

function nullIfRefused(error: unknown): null {
  if (error instanceof Error && error.name === 'Refused') return null
  throw error
}
