import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  findPostgres,
  type PostgresServer,
  postgresInstallLine,
  startPostgres,
} from '../../dev/postgres.ts'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { type Database, openDatabase } from '../../store/database/database.ts'
import { createCorrections } from '../../store/orders/corrections.ts'
import { createBooks } from '../../store/policy/books.ts'
import { createBudgets } from '../../store/policy/budgets.ts'
import { createWritePart } from '../../workers/write-part.ts'
import { vault } from '../databases.ts'
import { order as sample } from '../inference/rig.ts'
import { inferenceOn } from './inference-on.ts'
import { addPaidOrder } from './new-order.ts'

const absent = findPostgres() === null
let postgres: PostgresServer
let shop: Database
let server: StandInModel
beforeAll(async () => {
  if (absent) return
  postgres = await startPostgres()
  shop = await openDatabase({ url: await postgres.createDatabase('cut'), folder: '', vault })
  server = await startStandInModel({ models: ['adapter'] })
})
afterAll(async () => {
  await shop?.close()
  await server?.close()
  await postgres?.stop()
})

const cuts = {
  'whose connections are ended': () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(shop.db),
  'that is gone for two seconds': () => postgres.restart(2_000),
} as const

const title =
  'a database %s between the first and the last word of a call costs no text and no cent'

it.skipIf(absent).each(Object.keys(cuts) as (keyof typeof cuts)[])(
  absent ? `${title} (${postgresInstallLine})` : title,
  async (cut) => {
    const { db } = shop
    const order = await addPaidOrder({ db, vault }, { ...sample, id: `ord_${randomUUID()}` })
    const { write } = inferenceOn({ database: shop, url: server.url })
    const orders = createCorrections({ db, vault })
    const writePart = createWritePart({ orders, observe: { attempted() {} }, write })
    await server.behave({ mode: 'slow', latency: 500 })
    const calls = server.stats().calls
    const key = { order, artefact: 'risk-plan', part: '', round: 1 }
    const time = { deadline: Date.now() + 60_000, queueSeconds: 0 }
    const written = writePart(key, '4b', time, new AbortController().signal)
    await expect.poll(() => server.stats().calls, { interval: 20 }).toBe(calls + 1)
    await cuts[cut]()
    expect((await written).outcome).toMatchObject({ source: 'model' })
    expect(server.stats().calls).toBe(calls + 1)
    const recorded = await createOutcomeStore({ db, vault }).ofOrder(order)
    expect(recorded.map(({ outcome }) => outcome.source)).toEqual(['model'])
    const attempts = db.selectFrom('attempts').select('verdict').where('order_id', '=', order)
    expect(await attempts.execute()).toEqual([{ verdict: 'accepted' }])
    expect((await createBooks(db).compare('', 10)).differences).toEqual([])
    expect(await createBudgets(db).differences('2026-01-01T00:00:00.000Z')).toEqual([])
    const open = db.selectFrom('reservations').select('id').where('state', '=', 'open')
    expect(await open.execute()).toEqual([])
  },
)
