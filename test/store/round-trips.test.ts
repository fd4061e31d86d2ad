import { randomUUID } from 'node:crypto'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import type { NewOrder } from '../../pack/stored-order.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createCorrections } from '../../store/orders/corrections.ts'
import { createWritePart } from '../../workers/write-part.ts'
import { describeOnBoth, vault } from '../databases.ts'
import { order as sample } from '../inference/rig.ts'
import { inferenceOn } from './inference-on.ts'
import { addPaidOrder } from './new-order.ts'
import { takeBack } from './taken-back.ts'

/** Statements that were sent and answered. */
let trips = 0
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    trips += 1
    return result
  },
}

describeOnBoth('the round trips of a model call', (database) => {
  let server: StandInModel
  let writePart: ReturnType<typeof createWritePart>
  beforeAll(async () => {
    server = await startStandInModel({ models: ['adapter'] })
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    await database().db.deleteFrom('reusable_texts').execute()
    const db = database().db.withPlugin(counting)
    const { write } = inferenceOn({ database: { db, vault }, url: server.url })
    writePart = createWritePart({
      orders: createCorrections({ db, vault }),
      observe: { attempted() {} },
      write,
    })
  })

  const paid = (change: Partial<NewOrder> = {}) =>
    addPaidOrder(database(), { ...sample, id: `ord_${randomUUID()}`, ...change })

  async function tripsOf(order: string, artefact = 'risk-plan') {
    const before = trips
    const key = { order, artefact, part: '', round: 1 }
    const time = { deadline: Date.now() + 60_000, queueSeconds: 0 }
    const { outcome } = await writePart(key, '4b', time, new AbortController().signal)
    return { source: outcome.source, trips: trips - before }
  }

  it('are three for a text, and one more for the first part of an order in a process', async () => {
    const order = await paid()
    expect(await tripsOf(order)).toEqual({ source: 'model', trips: 4 })
    expect(await tripsOf(order, 'notice-section')).toEqual({ source: 'model', trips: 3 })
  })

  it('are two for a text that is reused', async () => {
    await tripsOf(await paid(), 'notice-section')
    const order = await paid()
    await tripsOf(order)
    expect(await tripsOf(order, 'notice-section')).toEqual({ source: 'cache', trips: 2 })
  })

  it('are one for a text that was recorded', async () => {
    const order = await paid()
    await tripsOf(order)
    expect(await tripsOf(order)).toEqual({ source: 'model', trips: 1 })
  })

  it('are one for an order that was revoked, of which no text is handed out or bought', async () => {
    const order = await paid()
    await tripsOf(order)
    await takeBack(createPaymentStore(database().db), order)
    const bought = server.stats().calls
    expect(await tripsOf(order)).toEqual({ source: 'none', trips: 1 })
    expect(await tripsOf(order, 'notice-section')).toEqual({ source: 'none', trips: 1 })
    expect(server.stats().calls).toBe(bought)
    const { db } = database()
    expect(await db.selectFrom('reusable_texts').selectAll().execute()).toEqual([])
  })

  it('are one for an order that is not there, now or later', async () => {
    expect(await tripsOf('ord_none')).toEqual({ source: 'none', trips: 1 })
    await paid({ id: 'ord_none' })
    expect(await tripsOf('ord_none')).toMatchObject({ source: 'model' })
  })

  it('leave no order in the memory of the process beyond the last 64', async () => {
    const order = await paid()
    await tripsOf(order)
    const others = await Promise.all(Array.from({ length: 64 }, () => paid()))
    for (const other of others) await tripsOf(other, 'no-such-artefact')
    expect(await tripsOf(order, 'notice-section')).toEqual({ source: 'model', trips: 4 })
  })
})
