import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOperator } from '../../site/operator.ts'
import { openShop, type Shop } from '../shop.ts'
import { takenHome } from './calls.ts'

let shop: Shop
let order: string
let token: string
beforeAll(async () => {
  shop = await openShop({ workers: [] })
  ;({ order, token } = await takenHome(shop))
  const keys = shop.site.database.db.deleteFrom('order_keys').where('order_id', '=', order)
  await keys.execute()
})
afterAll(() => shop.close())

const html = { accept: 'text/html' }
const at = (path: string) => shop.app.inject({ url: `/orders/${token}${path}`, headers: html })

describe('an order whose key is lost', () => {
  it.each(['', '/pack.zip', '/copy.json', '/corrections'])(
    'says to its customer that it is, and that the money goes back: %s',
    async (path) => {
      const { statusCode, body } = await at(path)
      expect([statusCode, body]).toEqual([410, expect.stringContaining('your money goes back')])
    },
  )

  it('is found and listed by operators', async () => {
    const act = createOperator(shop.site)
    const asked = { verb: 'find', subject: order, by: 'Ada', why: 'restore' } as const
    expect((await act(asked)).orders).toMatchObject([{ order, email: '' }])
    const { db } = shop.site.database
    await db.updateTable('orders').set({ state: 'complete' }).where('id', '=', order).execute()
    const open = (await act({ ...asked, verb: 'open', subject: '' })).orders
    expect(open).toMatchObject([{ order, state: 'complete' }])
  })
})
