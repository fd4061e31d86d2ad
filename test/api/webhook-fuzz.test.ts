import { afterAll, beforeAll, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { fuzzWebhooks } from './webhook-fuzz.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

it('whatever comes as a webhook is refused or acknowledged, and starts nothing', async () => {
  await fuzzWebhooks(shop, 4_000)
})
