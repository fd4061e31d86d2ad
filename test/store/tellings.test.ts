import { expect, it } from 'vitest'
import type { Incident } from '../../pack/incident.ts'
import { byRule, type Which } from '../../pack/telling.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { describeOnBoth } from '../databases.ts'
import { began, ended, incidentRig, inIt, noCounts } from './incident-rig.ts'
import { newOrder } from './new-order.ts'

describeOnBoth('letters about an incident', (database) => {
  const { db, stores, incidentOf, concerned, paidAt } = incidentRig(database)

  const record = () =>
    createOperatorStore(database()).record({
      ...{ by: 'ada', why: 'they shall know', verb: 'tell-incident', subject: '1', way: 'ops' },
    })

  async function tell(incident: Incident, which: Which = byRule, words: string | null = null) {
    const leak = incident.kind === 'leak' ? ({ side: 'got', thing: 'contact' } as const) : null
    return stores().tellings.tell({ incident, which, words, leak, record: await record() })
  }

  const named = (...only: string[]): Which => ({ only, except: [] })
  const letters = (incident: Incident) =>
    db()
      .selectFrom('outbox')
      .select(['order_id', 'ending'])
      .where('template', '=', 'incident')
      .where('version', '=', incident.id)
      .orderBy('order_id')
      .execute()

  const erase = (order: string) =>
    stores().erasures.erase(order, { askedBy: 'customer', keyBackupDays: 7 })

  it('are one for each order, however often they are sent, and later ones get theirs later', async () => {
    const incident = await incidentOf('money')
    const first = await paidAt(inIt)
    expect(await tell(incident)).toBe('1 of 1 orders written to')
    await expect(tell(incident)).rejects.toThrow(
      'Nobody is left to write to: 0 of 1 orders written to; 1 told before.',
    )
    const second = await paidAt(inIt)
    expect(await tell(incident)).toBe('1 of 2 orders written to; 1 told before')
    expect((await letters(incident)).map((row) => row.order_id)).toEqual([first, second].sort())
    expect((await stores().tellings.told(incident.id)).tellings).toHaveLength(2)
  })

  it('are one for each order where two send them at once', async () => {
    const incident = await incidentOf('money')
    for (let n = 0; n < 20; n += 1) await paidAt(inIt)
    const both = await Promise.allSettled([tell(incident), tell(incident)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await letters(incident)).toHaveLength(20)
  })

  it('of two incidents are two for one order', async () => {
    const order = await paidAt(inIt)
    const [money, leak] = [await incidentOf('money'), await incidentOf('leak')]
    await tell(money, byRule, 'The sum was wrong.')
    await tell(leak, named(order))
    const key = { order, template: 'incident' } as const
    expect(await stores().tellings.of({ ...key, version: money.id })).toEqual({
      ...{ kind: 'money', beganAt: began, endedAt: ended },
      ...{ words: 'The sum was wrong.', leak: null },
    })
    expect(await stores().tellings.of({ ...key, version: leak.id })).toMatchObject({
      ...{ kind: 'leak', words: null, leak: { side: 'got', thing: 'contact' } },
    })
  })

  it('are left out for whom they are not, each with the reason in words', async () => {
    const incident = await incidentOf('leak')
    const [good, erased, bounced, refused] = await Promise.all(
      Array.from({ length: 4 }, () => paidAt(inIt)),
    )
    const unpaid = (await stores().orders.create(newOrder())).id
    await db().updateTable('orders').set({ state: 'complete' }).where('id', '=', erased!).execute()
    expect(await erase(erased!)).toBeNull()
    const gone = { template: 'paid', version: 1, ended_at: inIt } as const
    await db()
      .insertInto('outbox')
      .values([
        { ...gone, order_id: bounced!, ending: 'sent' },
        { ...gone, order_id: refused!, ending: 'refused' },
      ])
      .execute()
    const key = { order: bounced!, template: 'paid', version: 1 } as const
    await stores().mailReports.add(key, 'bounce', '5.1.1')
    const all = named(good!, erased!, bounced!, refused!, unpaid)
    expect(await tell(incident, all)).toBe(
      '1 of 5 orders written to; 4 of 5 not written to: 1 erased, 1 not paid for, 2 addresses do not take letters',
    )
    expect((await letters(incident)).map(({ order_id }) => order_id)).toEqual([good])
  })

  it('of an outage, and of nothing else, pass over who closed the order or complained', async () => {
    const [closed, complained] = [await paidAt(inIt), await paidAt(inIt)]
    await db().updateTable('orders').set({ state: 'revoked' }).where('id', '=', closed).execute()
    const letter = { template: 'paid', version: 1, ended_at: inIt, ending: 'sent' } as const
    await db()
      .insertInto('outbox')
      .values({ ...letter, order_id: complained })
      .execute()
    const key = { order: complained, template: 'paid', version: 1 } as const
    await stores().mailReports.add(key, 'complaint', '')
    expect((await concerned(await incidentOf('outage'))).counts).toEqual({
      ...noCounts,
      closed: 1,
      unwanted: 1,
    })
    const leak = await incidentOf('leak')
    expect((await concerned(leak, named(closed, complained))).counts).toEqual({
      ...noCounts,
      new: 2,
    })
  })

  it('are called off for an order that is erased before they go, and told of so', async () => {
    const incident = await incidentOf('money')
    const order = await paidAt(inIt)
    await db().updateTable('orders').set({ state: 'complete' }).where('id', '=', order).execute()
    await tell(incident)
    await erase(order)
    expect(await stores().tellings.told(incident.id)).toMatchObject({
      ...{ letters: 1, waiting: 0, sent: 0, needless: 1, firstAt: null, dueBy: null },
    })
  })

  it('of which there are thousands are due a hundred a minute, and wait for every other letter', async () => {
    const incident = await incidentOf('money')
    const orders = Array.from({ length: 101 }, () => newOrder())
    for (const order of orders) await stores().orders.create(order)
    const ids = orders.map(({ id }) => id)
    await db().updateTable('orders').set({ paid_at: inIt }).where('id', 'in', ids).execute()
    await tell(incident)
    const [order] = ids
    await db()
      .insertInto('outbox')
      .values({ order_id: order!, template: 'refunded', version: 1 })
      .execute()
    const { claim } = stores().outbox
    expect((await claim(1, 0)).map(({ template }) => template)).toEqual(['refunded'])
    expect(await claim(1_000, 0)).toHaveLength(100)
    expect(await claim(1_000, 0)).toEqual([])
  })

  it('are counted by what became of them', async () => {
    const incident = await incidentOf('money')
    const [came, waits] = [await paidAt(inIt), await paidAt(inIt)]
    await tell(incident)
    const key = { order: came, template: 'incident', version: incident.id } as const
    await stores().outbox.sent(key, null)
    expect(await stores().tellings.told(incident.id)).toMatchObject({
      ...{ letters: 2, waiting: 1, sent: 1, cameBack: 0 },
    })
    await stores().mailReports.add(key, 'bounce', '5.1.1')
    await stores().outbox.refused({ ...key, order: waits }, '550')
    const told = await stores().tellings.told(incident.id)
    expect(told).toMatchObject({ letters: 2, waiting: 0, sent: 0, cameBack: 2, dueBy: null })
    expect(told.firstAt).toBe(told.lastAt)
    expect(told.tellings).toMatchObject([{ by: 'ada', why: 'they shall know', words: null }])
  })

  it('are for those of the list that are not left out', async () => {
    const incident = await incidentOf('money')
    const [kept, left] = [await paidAt(inIt), await paidAt(inIt)]
    await tell(incident, { only: null, except: [left] })
    expect((await letters(incident)).map(({ order_id }) => order_id)).toEqual([kept])
    expect(await createOperatorStore(database()).unknown([kept, 'ord_nobody'])).toEqual([
      'ord_nobody',
    ])
  })
})
