import { beforeEach, expect, it } from 'vitest'
import { createBatchWork } from '../../store/orders/batch-work.ts'
import { createBatches } from '../../store/orders/batches.ts'
import { describeOnBoth } from '../databases.ts'
import { addPaidOrder } from './new-order.ts'

const why = { by: 'ada', why: 'the disk was replaced' }

describeOnBoth('a batch', (database) => {
  const batches = () => createBatches(database().db)
  const work = () => createBatchWork(database().db)

  beforeEach(async () => {
    await database().db.deleteFrom('batch_items').execute()
    await database().db.deleteFrom('batches').execute()
  })

  async function made(size: number) {
    const orders = await Promise.all(Array.from({ length: size }, () => addPaidOrder(database())))
    const id = await batches().make({ act: 'rebuild', ...why }, orders)
    return { id, orders }
  }

  const started = async (size: number) => {
    const batch = await made(size)
    await batches().change(batch.id, ['paused'], { state: 'running', by_whom: 'ben' })
    return batch
  }

  it('has each of its orders once, and nothing is done before it is started', async () => {
    const { id, orders } = await made(3)
    expect(await work().take()).toBeUndefined()
    expect(await batches().find(id)).toMatchObject({
      ...{ state: 'paused', items: 3, open: 3, refused: 0, waitsFor: null, ...why },
    })
    const items = await batches().items(id, 10)
    expect(items.map(({ order }) => order).toSorted()).toEqual(orders.toSorted())
  })

  it('is taken up order by order, each by one alone, in the name of who started it', async () => {
    const { id, orders } = await started(3)
    const taken = await Promise.all([1, 2, 3, 4].map(() => work().take()))
    const got = taken.flatMap((item) => item ?? [])
    expect(got.map(({ order }) => order).toSorted()).toEqual(orders.toSorted())
    expect(got[0]).toMatchObject({ batch: id, act: 'rebuild', by: 'ben', why: why.why })
  })

  it('is done with its last order, though two are settled at the same time', async () => {
    const { id } = await started(2)
    const [one, two] = [(await work().take())!, (await work().take())!]
    await Promise.all([work().settle(one, 'whole', false), work().settle(two, 'no pack', true)])
    expect(await batches().find(id)).toMatchObject({ state: 'done', open: 0, refused: 1 })
    const [first, second] = await batches().items(id, 10)
    expect([first, second]).toMatchObject([
      { isRefused: true, outcome: 'no pack' },
      { isRefused: false, outcome: 'whole' },
    ])
  })

  it('goes on with others while one waits, and tells what for', async () => {
    const { id, orders } = await started(2)
    const one = (await work().take())!
    await work().postpone(one, 30, 'Temporal does not answer.')
    expect((await work().take())?.order).toBe(orders.find((order) => order !== one.order))
    expect(await work().take()).toBeUndefined()
    expect(await batches().find(id)).toMatchObject({
      open: 2,
      waitsFor: 'Temporal does not answer.',
    })
  })

  it('gives an order to another when whoever took it died', async () => {
    await started(1)
    const lost = (await work().take())!
    const due = database().db.updateTable('batch_items').set({ due_at: '2026-11-21T10:00:00Z' })
    await due.execute()
    expect(await work().take()).toEqual(lost)
  })

  it.each(['paused', 'cancelled'] as const)('that is %s gives none away', async (state) => {
    const { id } = await started(2)
    const under = (await work().take())!
    expect(await batches().change(id, ['running'], { state })).toBe(true)
    expect(await work().take()).toBeUndefined()
    await work().settle(under, 'whole', false)
    expect(await batches().find(id)).toMatchObject({ state, open: 1 })
    expect(await batches().change(id, ['running'], { state })).toBe(false)
  })

  it('of a group has all orders that stand so now', async () => {
    const [mine, other] = [await addPaidOrder(database()), await addPaidOrder(database())]
    const parked = { parked: 'The disk was full.' }
    await database()
      .db.updateTable('orders')
      .set({ attentions: JSON.stringify(parked) })
      .where('id', '=', mine)
      .execute()
    expect(await batches().group('parked')).toContain(mine)
    expect(await batches().group('parked')).not.toContain(other)
    expect(await batches().group('paid')).toEqual(expect.arrayContaining([mine, other]))
  })
})
