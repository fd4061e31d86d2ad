import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { createWaiting } from '../../store/calls/waiting.ts'
import { type Database, openDatabase } from '../../store/database/database.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { emptyPostgres, vault } from '../databases.ts'
import { budgetsOf, request } from './budget-rig.ts'
import { holding, waitingForLocks } from './holding.ts'
import { addPaidOrder } from './new-order.ts'

const absent = inject('postgres') === null
const titled = (title: string) => (absent ? `${title} (${postgresInstallLine})` : title)

let shop: Database
beforeAll(async () => {
  if (!absent) shop = await openDatabase({ url: await emptyPostgres(), folder: '', vault })
})
afterAll(() => shop?.close())

const { budgets, close } = budgetsOf(() => shop)

it.skipIf(absent)(
  titled('a release that takes long to be published keeps nobody from a call, nor from its end'),
  async () => {
    const [order, other] = [await addPaidOrder(shop), await addPaidOrder(shop)]
    const releases = createReleaseStore(shop)
    const datedAt = '2026-11-21T10:00:00.000Z'
    await releases.plan(order, { version: 1, datedAt, sections: [] })
    const free = await holding(shop.db, (tx) =>
      tx
        .selectFrom('releases')
        .select('version')
        .where('order_id', '=', order)
        .forUpdate()
        .execute(),
    )
    const publishing = releases.publish(order, 1, { sha256: 'aa', bytes: 1, manifestSha256: 'cc' })
    await expect.poll(() => waitingForLocks(shop.db)).toBe(1)
    for (const of of [order, other]) {
      const wanted = request({ order: of })
      expect(await budgets().reserve(wanted)).toMatchObject({ verdict: 'admitted' })
      await close(wanted.id, 100)
    }
    await free()
    expect(await publishing).toMatchObject({ first: true })
  },
)

it.skipIf(absent)(
  titled('an order that a call refers to at the moment is woken all the same'),
  async () => {
    const id = await addPaidOrder(shop)
    await shop.db
      .updateTable('orders')
      .set({ state: 'improving', next_update_by: '2099-01-01T00:00:00.000Z' })
      .where('id', '=', id)
      .execute()
    await sql`insert into asks (
      id, order_id, artefact, part, round, tier, opened_at, seconds, source, reason, passed_over
    ) values (
      gen_random_uuid(), ${id}, 'risk-plan', '', 1, '4b', now() - interval '1 minute', 1, 'none',
      'unreachable', '[]'
    )`.execute(shop.db)
    const free = await holding(shop.db, (tx) => sql`select from orders for key share`.execute(tx))
    const taken = await createWaiting(shop.db).takeWaiting({
      tier: 'self-serve',
      model: '4b',
      operation: '',
      reasons: ['unreachable'],
      at: new Date().toISOString(),
      atOnce: 10,
    })
    await free()
    expect(taken).toEqual([id])
  },
)
