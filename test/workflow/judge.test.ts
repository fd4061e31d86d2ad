import { afterEach, expect, it } from 'vitest'
import type { ShopOptions } from '../../dev/shop.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { hasty, isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop.close())

const open = async (options: Partial<ShopOptions> = {}) => {
  shop = await openShop({ judge: 'measured', ...options })
}

const noticeOf = ({ sections }: OrderStatus) => sections.find(({ id }) => id === 'notice-section')!
const othersOf = ({ sections }: OrderStatus) =>
  sections.filter(({ id }) => id !== 'notice-section').map(({ source }) => source)

const asked = ({ calls }: { readonly calls: number }) => calls

async function noticesOf(order: string) {
  const all = await shop.site.outcomes.ofOrder(order)
  return all.flatMap(({ artefact, outcome }) =>
    artefact === 'notice-section' && outcome.source !== 'none' ? [outcome] : [],
  )
}

it('a published text that the judge supports stands, and says who looked at it', async () => {
  await open()
  const { order, token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(noticeOf(status)).toMatchObject({ source: 'model', reason: null })
  expect(asked(shop.referee.stats())).toBe(1)
  const [notice, ...more] = await noticesOf(order)
  expect(more).toEqual([])
  expect(notice?.judged).toMatchObject({ model: 'packhorse-judge' })
  expect(notice?.look).toBeUndefined()
})

it('one that it doubts is written once more, and looked at again', async () => {
  await open()
  await shop.referee.behave({ mode: 'doubting', times: 1 })
  const { order, token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(noticeOf(status)).toMatchObject({ source: 'model', reason: null })
  expect(asked(shop.referee.stats())).toBe(2)
  const notices = await noticesOf(order)
  expect(notices).toMatchObject([{ repaired: true }])
  const request = shop.site.database.db.selectFrom('attempts').select('id')
  const tries = await request
    .where('order_id', '=', order)
    .where('artefact', '=', 'notice-section')
    .where('tier', '=', '4b')
    .execute()
  expect(tries).toHaveLength(2)
})

it('one that it doubts twice is standard text for good, and the rest of the order is tailored', async () => {
  await open()
  await shop.referee.behave('doubting')
  const { order, token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(noticeOf(status)).toMatchObject({ source: 'static', reason: 'invalid', canImprove: false })
  expect(new Set(othersOf(status))).toEqual(new Set(['model']))
  expect(asked(shop.referee.stats())).toBe(2)
  expect(await noticesOf(order)).toMatchObject([{ look: 'rejected' }])
})

it('without the judge no published text stands, and none is bought again when it is back', async () => {
  await open({ environment: { LATE_UPGRADE_WINDOW: 'PT12H' } })
  await shop.referee.behave('away')
  const { order, token } = await shop.buy()
  const waiting = await shop.until(
    token,
    (now) => noticeOf(now).reason === 'not-judged' && now.release?.version === 2,
  )
  expect(noticeOf(waiting)).toMatchObject({ source: 'static', canImprove: true })
  expect(new Set(othersOf(waiting))).toEqual(new Set(['model']))
  const bought = asked(shop.small.stats())
  await shop.referee.behave('up')
  await shop.site.temporal.tryNow(order)
  const status = await shop.until(token, isComplete)
  expect(noticeOf(status)).toMatchObject({ source: 'model' })
  expect(status.release).toMatchObject({ version: 3 })
  expect(asked(shop.small.stats())).toBe(bought)
})

it('a judge who stays away leaves it standard text when the window ends', async () => {
  await open({ environment: hasty })
  await shop.referee.behave('hung')
  const { token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(noticeOf(status)).toMatchObject({
    source: 'static',
    reason: 'not-judged',
    canImprove: false,
  })
  expect(noticeOf(status).message).toMatch(/second check .* could not be made/)
})

it('a judge that was not measured only looks on', async () => {
  await open({ judge: 'unmeasured' })
  await shop.referee.behave('doubting')
  const { order, token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(noticeOf(status)).toMatchObject({ source: 'model' })
  expect(asked(shop.referee.stats())).toBe(1)
  const [quality] = await shop.site.judgements.quality()
  expect(quality).toMatchObject({ operation: 'gdpr.notice-section', supported: 0 })
  const [notice] = await noticesOf(order)
  expect(notice).toMatchObject({ judged: { watched: true } })
  expect(notice?.look).toBeUndefined()
})

it('of a text that is not published the rules decide where the judge is away', async () => {
  await open()
  await shop.site.settings.change({
    ...{ by: 'test', why: 'all are judged', key: 'judgeSample', value: 100, until: null },
    ...{ operation: null, risk: null, tier: null, share: null },
  })
  await new Promise((done) => setTimeout(done, 1_500))
  await shop.referee.behave('away')
  const { token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(new Set(othersOf(status))).toEqual(new Set(['model']))
  expect(noticeOf(status)).toMatchObject({ source: 'static', reason: 'not-judged' })
})
