import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { readApi } from '../../clients/config.ts'
import { apiVersion } from '../../clients/stripe/stripe.ts'
import type { Finding } from '../../orders/reconcile/finding.ts'
import type { Wish } from '../../orders/reconcile/reconcile.ts'
import { openTill } from '../../site/till.ts'
import { describeByUrl } from '../databases.ts'
import { openShop } from '../shop.ts'
import { soon } from '../soon.ts'
import { startFaultyStripe } from './faulty-stripe.ts'

export type Rig = Awaited<ReturnType<typeof openRig>>

/** Runs the same suite with a shop on PGlite, and with one on PostgreSQL. */
export function describeInShops(name: string, suite: (rig: () => Rig) => void): void {
  describeByUrl(name, (urlOf) => suite(opened(urlOf)))
}

function opened(urlOf: () => Promise<string | undefined>): () => Rig {
  let rig: Rig
  beforeAll(async () => {
    rig = await openRig(await urlOf())
  })
  afterAll(() => rig.close())
  afterEach(() => rig.mend())
  return () => rig
}

/** A shop without workers, and a Stripe that may fail when it is held against the orders. */
async function openRig(databaseUrl: string | undefined) {
  const shop = await openShop({ workers: [], settleAfterMs: 3_000, databaseUrl })
  const faulty = await startFaultyStripe(shop.stripe.url)
  const config = readApi({ ...shop.settings, STRIPE_API_BASE: faulty.url })

  /** @param later milliseconds; by two minutes whatever happened has had its time to arrive */
  function reconcile(wish: Wish = lately(), later = 120_000) {
    const till = openTill(shop.site, config, () => new Date(Date.now() + later))
    return till.reconcile(new AbortController().signal, wish)
  }

  async function atOnce(wish?: Wish): Promise<readonly Finding[]> {
    const turn = await vi.waitUntil(() => reconcile(wish), soon)
    return turn.findings
  }

  async function findings(order?: string): Promise<readonly Finding[]> {
    const found = await atOnce()
    return order === undefined ? found : found.filter((one) => one.order === order)
  }

  async function stored(order: string) {
    const found = await shop.site.orders.byId(order)
    if (found === undefined) throw new Error(`The shop knows no order ${order}.`)
    return found
  }

  return {
    shop,
    faulty,
    reconcile,
    /** As soon as nobody else has the turn. */
    atOnce,
    findings,
    kinds: async (order: string) => (await findings(order)).map(({ kind }) => kind).sort(),
    payments: openTill(shop.site, config).payments,
    loseEvents: () => shop.bank.endpoint({ status: 'disabled' }),
    stored,
    stateOf: async (order: string) => (await stored(order)).state,
    async paid() {
      const bought = await shop.buy()
      return { ...bought, intent: await shop.intentOf(bought.order) }
    },
    change: (order: string, change: ChangedOrder) =>
      shop.site.database.db.updateTable('orders').set(change).where('id', '=', order).execute(),
    async mend() {
      faulty.meets(() => 'pass')
      await shop.bank.endpoint({ ...fit, url: `${shop.publicUrl}/webhooks/stripe` })
    },
    async close() {
      await shop.close()
      await faulty.close()
    },
  }
}

interface ChangedOrder {
  readonly session_id?: string | null
  readonly frozen_at?: string
  readonly state?: 'expired'
}

/** As an endpoint should be; its address is the shop’s. */
const fit = {
  status: 'enabled',
  'enabled_events[0]': '*',
  api_version: apiVersion,
  event_payload: 'snapshot',
  made_by: 'v1',
}

/** ISO 8601, in whole seconds as Stripe’s lists have them. */
export const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString()

const lately = (): Wish => ({ atOnce: true, all: true, from: ago(600) })
