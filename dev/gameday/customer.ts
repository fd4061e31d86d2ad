import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OrderStatus } from '../../pack/status.ts'
import { createLater } from './later.ts'
import { type Life, newLife, note } from './life.ts'
import type { Purchase } from './schedule.ts'
import type { Town } from './town.ts'
import { ask } from './wire.ts'

const samples = join(import.meta.dirname, '..', 'samples', 'gdpr')

/** The longest pause between two looks at the order's page, in milliseconds. */
const longestPause = 5_000

const asJson = { accept: 'application/json', 'content-type': 'application/json' }

/** Buys, pays, comes back or not, takes every release home, and does later what the plan says. */
export function createCustomers(town: Town) {
  const { shop, lives, stop } = town
  const later = createLater(town)

  return async function live(purchase: Purchase, n: number): Promise<void> {
    const email = `customer-${n}@example.com`
    const { order, token, url } = await checkOut(purchase, email)
    const life = newLife(order, token, email)
    lives.push(life)
    note(life, `ordered ${purchase.tier}`)
    if (purchase.outcome === 'abandoned') return
    const since = Date.now()
    if (purchase.webhook) await misdeliver(url, purchase.webhook)
    const landing = await pay(url, purchase)
    note(life, `Stripe's page: ${purchase.outcome}`)
    const isPaid = purchase.outcome === 'paid' || purchase.outcome === 'async-paid'
    if (isPaid) life.paidAt = Date.now()
    if (purchase.webhook) town.met(`webhooks ${purchase.webhook}`, life, since)
    const sideways = isPaid && purchase.later ? later(life, purchase.later, landing) : null
    if (purchase.returns && landing) await ask(landing, {}, stop)
    await Promise.all([sideways, isPaid && follow(life, town)])
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
  for (let pause = 1_000; ; pause = Math.min(longestPause, pause + 1_000)) {
    const answer = await ask(`${shop}/orders/${life.token}`, { headers: asJson }, stop)
    const status = (await answer.json()) as OrderStatus
    if (status.state !== life.state) note(life, `is ${status.state}`)
    life.state = status.state
    await takeHome(life, status, { shop, stop })
    if (isOver(life, status)) break
    await sleep(pause, undefined, { signal: stop })
  }
  life.finalAt = Date.now()
}

type Road = Pick<Town, 'shop' | 'stop'>

async function takeHome(life: Life, { state, releases }: OrderStatus, road: Road): Promise<void> {
  if (state === 'revoked') return
  for (const { version, sha256 } of releases.toReversed()) {
    if (life.packs.has(version)) continue
    life.packs.set(version, new Set([sha256]))
    await download(life, version, road)
    if (version === 1) life.firstPackAt = Date.now()
    note(life, `has v${version}`)
  }
}

/** A pack that was revoked meanwhile, or a 202, is none. */
async function download(life: Life, version: number, { shop, stop }: Road): Promise<void> {
  const url = `${shop}/orders/${life.token}/pack.zip?version=${version}`
  const answer = await ask(url, {}, stop).catch(nullIfRefused)
  if (answer?.status !== 200) return note(life, `v${version} was not given`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  life.packs.get(version)?.add(createHash('sha256').update(bytes).digest('hex'))
}

/** Everything that was put in motion has come to its end, as far as the page tells. */
function isOver({ takenBack, underWay }: Life, { state, correcting }: OrderStatus): boolean {
  if (underWay) return false
  return takenBack ? state === 'revoked' : state === 'complete' && !correcting
}

function nullIfRefused(error: unknown): null {
  if (error instanceof Error && error.name === 'Refused') return null
  throw error
}
