import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createVault } from '../../clients/vault.ts'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { type Database, openDatabase } from '../../store/database/database.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { createStores } from '../../store/stores.ts'
import { emptyPostgres } from '../databases.ts'
import { dumpOf } from './dump.ts'
import { holding, waitingForLocks } from './holding.ts'
import { addWholeOrder } from './whole-order.ts'

const absent = inject('postgres') === null
const title = 'while an order is being erased'
const older = randomBytes(32).toString('base64')

describe.skipIf(absent)(absent ? `${title} (${postgresInstallLine})` : title, () => {
  let shop: Database
  beforeAll(async () => {
    shop = await openDatabase({
      url: await emptyPostgres(),
      folder: '',
      vault: createVault([older]),
    })
  })
  afterAll(() => shop.close())

  /** Begins what meets the order as it was, and ends when the erasure has. */
  async function meanwhile(act: (order: string) => Promise<unknown>): Promise<string> {
    const order = await addWholeOrder(shop)
    const letter = { order_id: order, template: 'paid', version: 1 } as const
    await shop.db.insertInto('outbox').values(letter).execute()
    const free = await holding(shop.db, (tx) =>
      tx.selectFrom('outbox').select('version').where('order_id', '=', order).forUpdate().execute(),
    )
    const wish = { askedBy: 'customer', keyBackupDays: 7 } as const
    const erasing = createStores(shop).erasures.erase(order, wish)
    await expect.poll(() => waitingForLocks(shop.db)).toBe(1)
    const acting = act(order)
    await expect.poll(() => waitingForLocks(shop.db)).toBe(2)
    await free()
    expect(await erasing).toBeNull()
    await acting
    return order
  }

  it('a download that ends is not recorded, nor the network that it went to', async () => {
    const { downloads } = createStores(shop)
    const order = await meanwhile((id) =>
      downloads.add(id, { version: 1, network: '192.0.2.0/24' }),
    )
    expect(await downloads.ofOrder(order, 10)).toEqual([])
    expect(await dumpOf(shop)).not.toContain('192.0.2.0')
  })

  it('an incident is not told of to it', async () => {
    const { tellings, incidents } = createStores(shop)
    const opened = {
      kind: 'money',
      title: 'Paid twice',
      beganAt: '2026-11-21T09:00:00.000Z',
    } as const
    const incident = (await incidents.find(await incidents.open({ ...opened, by: 'ada' })))!
    const asked = { by: 'ada', why: 'they shall know', verb: 'tell-incident', subject: '1' }
    const record = await createOperatorStore(shop).record(asked)
    await meanwhile(async (id) => {
      const which = { only: [id], except: [] }
      await expect(
        tellings.tell({ incident, which, record, words: null, leak: null }),
      ).rejects.toThrow('1 of 1 not written to: 1 erased')
    })
    expect((await tellings.told(incident.id)).letters).toBe(0)
  })

  it('a new DATA_KEY passes it over, and gives it nothing that it could be found by', async () => {
    const vault = createVault([randomBytes(32).toString('base64'), older])
    const { orderKeys, orders } = createStores({ db: shop.db, vault })
    const order = await meanwhile(() => orderKeys.rotate(10))
    expect(await orders.byId(order)).toMatchObject({ state: 'erased' })
    expect(await orderKeys.wrapped(order)).toBeNull()
  })
})
