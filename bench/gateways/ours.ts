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
  const orderOf = await createOrders(site)
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

/** More than any machine asks for; further ones are made when they are asked for. */
const stock = 4_000
const atATime = 50

/**
 * An order of a buyer of its own for each call, as a text that an order has is not asked for again;
 * made before anything is timed.
 */
async function createOrders({ orders }: Site): Promise<(call: number) => Promise<StoredOrder>> {
  const made = new Map<number, StoredOrder>()
  for (let from = 0; from < stock; from += atATime) {
    const numbers = Array.from({ length: atATime }, (_, at) => from + at)
    const some = await Promise.all(numbers.map((number) => paid(orders, number)))
    for (const [at, order] of some.entries()) made.set(from + at, order)
  }
  return async (call) => made.get(call) ?? paid(orders, call)
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
