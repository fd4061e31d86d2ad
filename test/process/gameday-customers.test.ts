import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { askAround } from '../../dev/gameday/complaints.ts'
import { createCustomers } from '../../dev/gameday/customer.ts'
import type { Life } from '../../dev/gameday/life.ts'
import type { Purchase } from '../../dev/gameday/schedule.ts'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { emptyPostgres } from '../databases.ts'
import { openShop, type Shop } from '../shop.ts'

const absent = inject('postgres') === null

const purchase: Purchase = {
  at: 0,
  tier: 'self-serve',
  firm: 'plumber-uk.json',
  outcome: 'paid',
  returns: true,
  webhook: null,
  later: null,
}

const opsToken = 'a'.repeat(48)

let shop: Shop
let databaseUrl: string
const closing: (() => void)[] = []

describe.skipIf(absent)(
  `a customer of a game day${absent ? ` (${postgresInstallLine})` : ''}`,
  () => {
    beforeAll(async () => {
      databaseUrl = await emptyPostgres()
      const environment = { OPS_TOKENS: `gameday:operator:${opsToken}`, MAIL_GRACE: 'PT0S' }
      shop = await openShop({ databaseUrl, environment })
    })
    afterAll(async () => {
      for (const close of closing) close()
      await shop.close()
    })

    it('has nothing to say against a shop that keeps its word, whatever is done to the order', async () => {
      const acts = [null, 'correction', 'refund', 'dispute-won', 'erasure'] as const
      const all = await Promise.all(acts.map((later) => complaintsOf({ later }, honest)))
      expect(all).toEqual([[], [], [], [], []])
    })

    it('asks again where the shop did not hear it out', async () => {
      let times = 0
      const slow: Lie = (path) =>
        path.startsWith('/orders/') && ++times === 1 ? new Response('', { status: 408 }) : null
      expect(await complaintsOf({}, slow)).toEqual([])
      expect(times).toBeGreaterThan(1)
    })

    it('does not call it the end when the pack is never given', async () => {
      const never: Lie = (path) =>
        path.includes('/pack.zip') ? new Response('', { status: 404 }) : null
      expect(await complaintsOf({}, never)).toEqual(['It never came to its end, and is complete.'])
    })

    it('notices a pack that is another one later', async () => {
      let times = 0
      const other: Lie = (path) =>
        path.includes('/pack.zip') && ++times > 1 ? new Response('x') : null
      expect(await complaintsOf({}, other)).toContainEqual('v1 changed after delivery.')
    })

    it('notices a correction that was taken in word alone', async () => {
      const polite: Lie = (path, method) =>
        path.endsWith('/corrections') && method === 'POST'
          ? Response.json({}, { status: 202 })
          : null
      expect(await complaintsOf({ later: 'correction' }, polite)).toEqual([
        'The correction was not taken; corrected the answers.',
      ])
    })

    it('notices a pack that is given after all was erased', async () => {
      const kept: Lie = (path) =>
        path.includes('/pack.zip') ? new Response('the pack of before') : null
      expect(await complaintsOf({ later: 'erasure' }, kept)).toContainEqual(
        'v1 is given, though the order was erased.',
      )
    })

    it('tells of a refund that was refused', async () => {
      const mean: Lie = (path) =>
        path.endsWith('/refund') ? new Response('no', { status: 403 }) : null
      expect(await complaintsOf({ later: 'refund' }, mean)).toEqual([
        'The refund was refused; 403: no',
      ])
    })
  },
)

/** What the shop is made to say instead of its own answer; null: its own. */
type Lie = (path: string, method: string) => Response | null

const honest: Lie = () => null

/** Lives once, as long as something changes, and is asked. */
async function complaintsOf(plan: Partial<Purchase>, lie: Lie): Promise<string[]> {
  const stop = new AbortController()
  const lives: Life[] = []
  const town = {
    shop: await front(lie),
    stripe: shop.stripe.url,
    stripeKey: 'sk_test_1',
    opsToken,
    lives,
    met: () => {},
    stop: stop.signal,
  }
  const life = createCustomers(town)({ ...purchase, ...plan }, closing.length)
  await Promise.race([life, refusedAtTheEnd(lives)])
  stop.abort()
  await life
  return (await askAround(lives, databaseUrl)).map(({ what }) => what)
}

async function refusedAtTheEnd(lives: readonly Life[]): Promise<void> {
  const isRefused = ({ state, events }: Life) =>
    state === 'complete' && events.at(-1)?.what.endsWith('was not given')
  while (!lives.some(isRefused)) await sleep(100)
}

/** Stands before the shop, and lies for it. */
async function front(lie: Lie): Promise<string> {
  const server = createServer((request, response) => void pass(request, response, lie))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

async function pass(request: IncomingMessage, response: ServerResponse, lie: Lie): Promise<void> {
  const { url = '', method = '' } = request
  const body = await buffer(request)
  const said =
    lie(url, method) ??
    (await fetch(`${shop.publicUrl}${url}`, {
      method,
      headers: headersOf(request.headers),
      redirect: 'manual',
      ...(body.length > 0 && { body }),
    }))
  response.writeHead(said.status, { 'content-type': said.headers.get('content-type') ?? '' })
  response.end(Buffer.from(await said.arrayBuffer()))
}

function headersOf(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const kept = ['accept', 'authorization', 'content-type', 'idempotency-key']
  return Object.fromEntries(
    kept.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
  )
}
