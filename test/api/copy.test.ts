import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { answersWith, takenHome } from './calls.ts'

let shop: Shop
let order: string
let token: string
beforeAll(async () => {
  shop = await openShop({ workers: [] })
  ;({ order, token } = await takenHome(shop))
  const payload = { answers: answersWith('company.legalName', 'Other Ltd') }
  await shop.app.inject({ method: 'POST', url: `/orders/${token}/corrections`, payload })
})
afterAll(() => shop.close())

const get = (url: string) => shop.app.inject({ url })

describe('a copy of what is stored of an order', () => {
  it('has the address, the answers of before and after a correction, the money and each version', async () => {
    const answer = await get(`/orders/${token}/copy.json`)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="order-${order}.json"`)
    const release = (await shop.site.releases.files(order)).at(-1)
    expect(answer.json()).toMatchObject({
      order,
      email: 'owner@example.com',
      amountPaid: 7900,
      answers: [
        { revision: 1, answers: { company: { legalName: 'Harbour Lane Bakery Ltd' } } },
        { revision: 2, answers: { company: { legalName: 'Other Ltd' } } },
      ],
      corrections: [{ questions: expect.any(Array) }],
      versions: [{ version: 1, sha256: release?.publishedSha256 }],
      agreedTo: { immediateDelivery: true },
    })
  })

  it('is offered on the order’s page', async () => {
    const page = await shop.app.inject({
      url: `/orders/${token}`,
      headers: { accept: 'text/html' },
    })
    expect(page.body).toContain(`href="/orders/${token}/copy.json"`)
  })

  it('is given to nobody without the link', async () => {
    expect((await get('/orders/nobody/copy.json')).statusCode).toBe(404)
  })
})
