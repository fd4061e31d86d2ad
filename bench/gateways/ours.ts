import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { openSite, type Site } from '../../site/site.ts'
import { openPolicy } from '../../workers/policy.ts'
import { mainOrder } from '../sample-order.ts'
import { artefact, type Way } from './way.ts'

interface Parts {
  /** Ends in `/v1`. */
  readonly server: string
  readonly model: string
  readonly databaseUrl: string
  /** Left out: as a worker has it. */
  readonly watched?: (site: Site) => Site
}

/** Our own policy as a worker has it, in this process, on a real database. */
export async function openOurs({
  server,
  model,
  databaseUrl,
  watched = (site) => site,
}: Parts): Promise<Way> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-gateways-'))
  const environment = {
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'silent',
    VLLM_4B_URLS: server,
    VLLM_4B_MODEL: model,
  }
  const site = await openSite(environment, { part: 'bench', sells: false })
  const { write } = await openPolicy('4b', watched(site))
  const orderOf = createOrders(site)
  return {
    name: 'ours, in the process of its caller',
    streams: true,
    async ask(n, end) {
      const order = await orderOf(n)
      const { email } = order
      const key = { artefact, part: '', round: n, tier: '4b' } as const
      const ask = { ...key, order, email, deadline: Date.now() + 60_000 }
      const { outcome } = await write(ask, end)
      if (outcome.source !== 'model')
        throw new Error(`Ours came back with ${JSON.stringify(outcome)}.`)
    },
    async close() {
      await site.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Calls that belong to one order, as many as an order has in earnest. */
const callsAnOrder = 20

/** Orders of buyers of their own, whose budgets nobody shares. */
function createOrders({ orders }: Site): (call: number) => Promise<StoredOrder> {
  const made = new Map<number, Promise<StoredOrder>>()
  return (call) => {
    const number = Math.floor(call / callsAnOrder)
    const order = made.get(number) ?? paid(orders, number)
    made.set(number, order)
    return order
  }
}

async function paid(orders: Site['orders'], number: number): Promise<StoredOrder> {
  const order = await orders.create(newOrder(number))
  await orders.advance(order.id, { from: ['awaiting-payment'], to: 'paid' })
  return order
}

function newOrder(number: number) {
  return {
    ...mainOrder(),
    id: `ord_${number}`,
    email: `owner@firm-${number}.example`,
    consent: { terms: '2026-11', immediateDelivery: true, at: '2026-11-21T10:00:00.000Z' },
    idempotencyKey: null,
    requestHash: '',
  } as const
}
