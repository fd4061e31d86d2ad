import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answers } from '../../pack/order.ts'
import type { OpenReview } from '../../pack/reading.ts'
import { answersWith } from '../api/calls.ts'
import { describeByUrl } from '../databases.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

describeByUrl('what a person read', (urlOf) => {
  let shop: Shop
  let order: string
  let token: string
  beforeAll(async () => {
    const environment = {
      OPS_TOKENS: 'ada:operator:token-of-ada',
      REVIEW_EUROS_PER_HOUR: '60',
    }
    shop = await openShop({ environment, databaseUrl: await urlOf() })
    const scope = { operation: 'gdpr.notice-section', risk: null, tier: null, share: null }
    const change = { key: 'review', value: 'all', until: null, by: 'test', why: 'test' }
    await shop.site.settings.change({ ...scope, ...change })
    // Until the workers know.
    await sleep(1_500)
    ;({ order, token } = await shop.buy())
  })
  afterAll(() => shop.close())

  async function call(url: string, payload?: object) {
    const headers = { authorization: 'Bearer token-of-ada' }
    const method = payload ? 'POST' : 'GET'
    const answer = await shop.app.inject({ method, url, headers, ...(payload && { payload }) })
    expect(answer.statusCode).toBeLessThan(300)
    return answer.json()
  }

  const reviews = async () => (await call('/ops/money')).reviews
  const correct = (answers: Answers) => call(`/orders/${token}/corrections`, { answers })

  it('is open, and due, until somebody does', async () => {
    await shop.until(token, ({ sections }) =>
      sections.some(({ reason }) => reason === 'review-pending'),
    )
    const { open, oldest, dueIn, ...closed } = await reviews()
    expect(open).toBe(1)
    expect(oldest + dueIn).toBeCloseTo(4 * 3_600, -1)
    expect(closed).toMatchObject({ approved: 0, edited: 0, medianSeconds: null, costMicros: 0 })
  })

  it('costs its order a minute’s wage for each minute', async () => {
    const [review] = (await call('/ops/reviews')).reviews as [OpenReview]
    const { artefact, revision, round } = review
    const url = `/ops/reviews/${order}/${artefact}/-/${revision}/${round}`
    const { seen, texts } = await call(url)
    const better = `${texts[0].raw} We are glad to answer what this notice leaves open.`
    const opened = Date.now() - 90_000
    await call(url, { verdict: 'edited', seen, opened, [`text:${texts[0].path}`]: better })
    const { money } = await call(`/ops/orders/${order}`)
    expect(money.reviewMicros).toBeGreaterThanOrEqual(1_500_000)
    expect(money.reviewMicros).toBeLessThan(2_000_000)
    const { price, fee, inferenceMicros, reviewMicros } = money
    expect(money.marginMicros).toBe((price - fee) * 10_000 - inferenceMicros - reviewMicros)
    const report = await call('/ops/money')
    expect(report.marginTotals).toMatchObject([{ orders: 1, reviewMicros }])
    expect(report.reviews).toMatchObject({
      ...{ open: 0, approved: 0, edited: 1, corrected: 0, untimed: 0 },
      ...{ orders: 1, costMicros: reviewMicros },
    })
    expect(report.reviews.medianSeconds * 60).toBeCloseTo((reviewMicros / 1_000_000) * 3_600, 0)
  })

  it('is corrected by its customer once other words take its place, and not before', async () => {
    await shop.until(token, isComplete)
    await correct(answersWith('company.legalName', 'Other Ltd'))
    expect((await reviews()).corrected).toBe(0)
    const { answers } = (await shop.site.orders.byId(order))!
    await correct({ ...answersWith('place.where', 'uk'), company: answers['company'] })
    expect((await reviews()).corrected).toBe(1)
  })
})
