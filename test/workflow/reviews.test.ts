import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ShopOptions } from '../../dev/shop.ts'
import type { OpenReview, SheetText } from '../../pack/reading.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop.close())

const holders = 'ada:operator:token-of-ada,eve:reviewer:token-of-eve,ben:viewer:token-of-ben'

const open = async (options: Partial<ShopOptions> = {}) => {
  const environment = { OPS_TOKENS: holders, ...options.environment }
  shop = await openShop({ ...options, environment })
}

/** Of the notice alone, and as soon as the workers know. */
async function set(values: Readonly<Record<string, unknown>>) {
  const scope = { operation: 'gdpr.notice-section', risk: null, tier: null, share: null }
  for (const [key, value] of Object.entries(values))
    await shop.site.settings.change({ ...scope, key, value, until: null, by: 'test', why: 'test' })
  await sleep(1_500)
}

const noticeOf = ({ sections }: OrderStatus) => sections.find(({ id }) => id === 'notice-section')!
const isPending = (status: OrderStatus) => noticeOf(status).reason === 'review-pending'

let network = 0

async function call(method: 'GET' | 'POST', url: string, payload?: object, name = 'eve') {
  const headers = { authorization: `Bearer token-of-${name}` }
  network += 1
  const remoteAddress = `198.51.${network}.1`
  const answer = await shop.app.inject({
    method,
    url,
    headers,
    remoteAddress,
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function reviewOf(order: string): Promise<OpenReview & { readonly url: string }> {
  const { body } = await call('GET', '/ops/reviews')
  const review = (body.reviews as OpenReview[]).find((one) => one.order === order)!
  const { artefact, part, revision, round } = review
  return { ...review, url: `/ops/reviews/${order}/${artefact}/${part || '-'}/${revision}/${round}` }
}

interface Sheet {
  readonly seen: string
  readonly texts: readonly SheetText[]
  readonly prompt: { readonly user: string; readonly isExact: boolean }
}

const sheetOf = async (url: string) => (await call('GET', url)).body as Sheet

async function decide(url: string, verdict: string, more: object = {}, name = 'eve') {
  const { seen } = await sheetOf(url)
  return call('POST', url, { verdict, seen, ...more }, name)
}

describe('a text that a person is to read', () => {
  let order: string
  let token: string
  let url: string

  beforeEach(async () => {
    await open()
    await set({ review: 'all' })
    ;({ order, token } = await shop.buy())
    await shop.until(token, (now) => isPending(now) && now.release?.version === 2)
    ;({ url } = await reviewOf(order))
  })

  it('stands once it is approved, and the pack says by whom', async () => {
    const waiting = await shop.buyer.status(token)
    expect(noticeOf(waiting)).toMatchObject({ source: 'static', canImprove: true })
    expect(waiting).toMatchObject({ state: 'improving', attention: 'review' })
    const { texts, prompt } = await sheetOf(url)
    expect(texts.length).toBeGreaterThan(1)
    expect(texts[0]).toMatchObject({ standard: expect.stringMatching(/\w/), doubted: [] })
    expect(prompt).toMatchObject({ isExact: true, user: expect.stringContaining('<answers>') })
    expect((await decide(url, 'approved', {}, 'ben')).status).toBe(403)
    expect(await decide(url, 'approved')).toMatchObject({ status: 200 })
    const status = await shop.until(token, isComplete)
    expect(status).toMatchObject({ attention: null, release: { version: 3 } })
    expect(noticeOf(status)).toMatchObject({ source: 'reviewed', reason: null, readBy: null })
    expect(noticeOf(status).message).toMatch(/approved by a person of ours\. .*Read by eve on /)
    const [row] = await shop.site.database.db.selectFrom('reviews').selectAll().execute()
    expect(row).toMatchObject({ verdict: 'approved', by_whom: 'eve', cause: 'artefact' })
  })

  it('is decided about once: who comes second is told', async () => {
    const { seen } = await sheetOf(url)
    expect((await decide(url, 'approved')).status).toBe(200)
    const late = await call('POST', url, { verdict: 'rejected', seen }, 'ada')
    expect(late).toMatchObject({ status: 409, body: { title: 'Not decided' } })
    expect(noticeOf(await shop.until(token, isComplete)).source).toBe('reviewed')
  })

  it('has the reviewer’s words, where these pass the checks that a model’s have to', async () => {
    const { texts } = await sheetOf(url)
    const [first] = texts
    const hostile = '<script>alert(1)</script> Buy our full pack; as an AI I cannot say more.'
    const refused = await decide(url, 'edited', { [`text:${first!.path}`]: hostile })
    expect(refused).toMatchObject({ status: 422, body: { title: 'Not fit to stand' } })
    const better = `${first!.raw} We are glad to answer what this notice leaves open.`
    expect(await decide(url, 'edited', { [`text:${first!.path}`]: better })).toMatchObject({
      status: 200,
    })
    const status = await shop.until(token, isComplete)
    expect(noticeOf(status)).toMatchObject({ source: 'reviewed' })
    const recorded = (await shop.site.outcomes.ofOrder(order)).find(
      ({ artefact }) => artefact === 'notice-section',
    )
    expect(JSON.stringify(recorded)).toContain(
      'We are glad to answer what this notice leaves open.',
    )
    expect(recorded?.outcome).toMatchObject({ reviewed: { by: 'eve', edited: true } })
  })

  it('is standard text for good once it is rejected', async () => {
    expect((await decide(url, 'rejected', { note: 'reads like an advert' })).status).toBe(200)
    const status = await shop.until(token, isComplete)
    expect(noticeOf(status)).toMatchObject({
      source: 'static',
      reason: 'invalid',
      canImprove: false,
    })
    expect(status).toMatchObject({ attention: null, release: { version: 2 } })
  })

  it('may be handed on to a colleague, and waits on', async () => {
    expect((await decide(url, 'escalated')).status).toBe(200)
    expect(await reviewOf(order)).toMatchObject({ escalatedBy: 'eve' })
    expect((await decide(url, 'approved', {}, 'ada')).status).toBe(200)
    expect(noticeOf(await shop.until(token, isComplete)).message).toMatch(/Read by ada/)
  })
})

it('a text that nobody reads in time stays standard text, and holds up nothing', async () => {
  await open()
  await set({ review: 'all', reviewHours: 0.001 })
  const { token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(noticeOf(status)).toMatchObject({ source: 'static', reason: 'review-pending' })
  expect(noticeOf(status).message).toMatch(/was not approved in time/)
  const expired = shop.site.database.db.selectFrom('reviews').select(['verdict', 'by_whom'])
  await expect.poll(() => expired.execute()).toEqual([{ verdict: 'expired', by_whom: null }])
})

it('what the judge doubts twice is read by a person, where flagged texts are', async () => {
  await open({ judge: 'measured' })
  await set({ review: 'flagged' })
  await shop.referee.behave('doubting')
  const { order, token } = await shop.buy()
  await shop.until(token, isPending)
  const { url, why } = await reviewOf(order)
  expect(why).toBe('judge')
  const { texts } = await sheetOf(url)
  expect(texts.every(({ doubted }) => doubted.length > 0)).toBe(true)
  await decide(url, 'approved')
  expect(noticeOf(await shop.until(token, isComplete))).toMatchObject({ source: 'reviewed' })
})

it('a customer has a text read that they have already, and gets it with what was changed', async () => {
  await open()
  const { order, token } = await shop.buy()
  const before = await shop.until(token, isComplete)
  expect(noticeOf(before)).toMatchObject({ source: 'model', mayBeRead: true, readBy: null })
  const ask = () => call('POST', `/orders/${token}/sections/notice-section/reading`, {})
  expect(await ask()).toMatchObject({ status: 202, body: { section: 'notice-section' } })
  expect(await ask()).toMatchObject({ status: 409 })
  const asked = noticeOf(await shop.buyer.status(token))
  expect(asked).toMatchObject({ source: 'model', mayBeRead: false, readBy: expect.any(String) })
  const { url, why, isHeld } = await reviewOf(order)
  expect([why, isHeld]).toEqual(['customer', false])
  const [first] = (await sheetOf(url)).texts
  const better = `${first!.raw} We are glad to answer what this notice leaves open.`
  await decide(url, 'edited', { [`text:${first!.path}`]: better })
  const status = await shop.until(token, (now) => isComplete(now) && now.release?.version === 3)
  expect(noticeOf(status)).toMatchObject({ source: 'reviewed', mayBeRead: false, readBy: null })
  expect(await ask()).toMatchObject({ status: 409 })
})
