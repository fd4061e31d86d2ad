import { afterAll, beforeAll, it } from 'vitest'
import { fuzzWebhooks } from '../api/webhook-fuzz.ts'
import { openShop, type Shop } from '../shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

it('100,000 strange webhooks are refused or acknowledged, start nothing, and are forgotten', {
  timeout: 1_800_000,
}, async () => {
  await fuzzWebhooks(shop, 100_000)
})
