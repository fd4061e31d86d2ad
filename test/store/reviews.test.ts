import { expect, it } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { hasToTailor } from '../../orders/entitled-order.ts'
import type { PartKey, Written } from '../../pack/outcome.ts'
import { type ReviewWanted, wanted } from '../../pack/review.ts'
import { createLooks } from '../../store/calls/looks.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createReviews } from '../../store/calls/reviews.ts'
import { createErasures } from '../../store/orders/erasures.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { addPaidOrder } from './new-order.ts'

const hour = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * hour)
const judgement = {
  ...{ marks: ['yes'] as const, model: 'judge-1', promptVersion: '1' },
  judgedAt: new Date().toISOString(),
}
const passed = (review: ReviewWanted | null = null) => ({ look: null, review, watched: false })

describeOnBoth('a second look', (database) => {
  const outcomes = () => createOutcomeStore(database())
  const reviews = () => createReviews(database())
  const looks = () => createLooks(database())

  async function recorded(text: Partial<Written>, tier: Written['tier'] = '4b') {
    const order = await addPaidOrder(database(), { tier: tier === '32b' ? 'full' : 'self-serve' })
    const key: PartKey = { order, artefact: 'notice-section', part: '', round: 1, revision: 1 }
    await outcomes().record(key, { ...textBy(tier), ...text })
    return key
  }

  const standing = async (key: PartKey) => (await outcomes().recall(key)) as Written

  async function decide(
    key: PartKey,
    verdict: 'approved' | 'edited' | 'rejected',
    content?: unknown,
  ) {
    return decideAfter((await reviews().find(key))!, key, verdict, content)
  }

  function decideAfter(
    { text }: { readonly text: Written },
    key: PartKey,
    verdict: 'approved' | 'edited' | 'rejected',
    content?: unknown,
  ) {
    const at = new Date().toISOString()
    const told = { verdict, by: 'eve', at, read: text.content, content, seconds: 5, note: 'fine' }
    return reviews().decide(key, told)
  }

  it('by a judge does not settle another text than the one that was judged', async () => {
    const key = await recorded({ look: 'judge' }, '4b')
    const awaited = (await looks().awaited(key))!
    const later = {
      ...textBy('32b'),
      look: 'judge' as const,
      generatedAt: '2026-11-21T10:06:00.000Z',
    }
    await outcomes().record(key, later)
    expect(await looks().settle(awaited, passed(), judgement)).toBe(false)
    expect(await standing(key)).toMatchObject({ tier: '32b', look: 'judge' })
    const now = (await looks().awaited(key))!
    expect(await looks().settle(now, passed(), judgement)).toBe(true)
    expect((await standing(key)).look).toBeUndefined()
  })

  it('by a person comes after that of the judge, and its time begins then', async () => {
    const key = await recorded({ look: 'judge', review: wanted('sample', 1, ago(3)) })
    expect(await reviews().find(key)).toBeUndefined()
    expect((await reviews().expire(50)).filter(({ order }) => order === key.order)).toEqual([])
    const awaited = (await looks().awaited(key))!
    const review = wanted('sample', 1, new Date())
    await looks().settle(awaited, { look: 'review', review, watched: false }, judgement)
    expect((await reviews().find(key))?.review).toMatchObject({ isHeld: true, due: review.due })
  })

  it('that nobody made in time is over for good, for what was kept back; what stood stands', async () => {
    const held = await recorded({ look: 'review', review: wanted('judge', 1, ago(2)) })
    const stood = await recorded({ review: wanted('customer', 1, ago(2)) })
    await reviews().expire(50)
    expect(await standing(held)).toMatchObject({ look: 'unread' })
    expect((await standing(held)).review).toBeUndefined()
    expect((await standing(stood)).look).toBeUndefined()
    expect(await looks().awaited(held)).toBeNull()
  })

  it('of a text that is doubted takes it out of the reviewers’ hands while it is rewritten', async () => {
    const key = await recorded({ look: 'judge', review: wanted('sample', 1, ago(0)) })
    const awaited = (await looks().awaited(key))!
    await looks().settle(awaited, { look: 'repair', review: null, watched: false }, judgement)
    expect((await standing(key)).review).toBeUndefined()
  })

  it('that approved a text keeps it from whatever is written later', async () => {
    const key = await recorded({ look: 'review', review: wanted('judge', 1, ago(0)) })
    expect(await decide(key, 'approved')).toBe('decided')
    await outcomes().record(key, textBy('32b'))
    expect(await standing(key)).toMatchObject({ tier: '4b', reviewed: { by: 'eve' } })
  })

  it('that edited a text leaves nothing of what a judge said of other words', async () => {
    const judged = { model: 'judge-1', promptVersion: '1' }
    const review = wanted('judge', 1, ago(0))
    const key = await recorded({ look: 'review', review, judged, doubts: [] })
    await decide(key, 'edited', { words: 'Mine.' })
    const text = await standing(key)
    expect(text).toMatchObject({ content: { words: 'Mine.' }, reviewed: { edited: true } })
    expect([text.judged, text.doubts]).toEqual([undefined, undefined])
  })

  it('is made once, of two that come at the same time', async () => {
    const key = await recorded({ look: 'review', review: wanted('judge', 1, ago(0)) })
    const seen = (await reviews().find(key))!
    const came = await Promise.all([
      decideAfter(seen, key, 'approved'),
      decideAfter(seen, key, 'rejected'),
    ])
    expect(came.toSorted()).toEqual(['decided', 'gone'])
  })

  it('takes a complete order up again to publish it, and to tailor nothing', async () => {
    const orders = createOrderStore(database())
    const key = await recorded({ review: wanted('customer', 1, ago(0)) })
    const settled = { nextUpdateBy: null, refundOwed: null }
    await orders.advance(key.order, { from: ['paid'], to: 'improving' })
    await orders.advance(key.order, { from: ['improving'], to: 'complete', ...settled })
    await decide(key, 'approved')
    const taken = (await orders.byId(key.order))!
    expect([taken.state, hasToTailor(taken)]).toEqual(['improving', false])
    await orders.advance(key.order, { from: ['improving'], to: 'complete', ...settled })
    expect((await orders.byId(key.order))!.readAt).toBeNull()
  })

  it('at a customer’s wish is not waited for, and is possible while a judge only looks on', async () => {
    const key = await recorded({ look: 'watched' })
    expect(await reviews().ask(key, wanted('customer', 1, ago(0)))).toBe(true)
    expect(await reviews().pendingUntil(key.order)).toBeNull()
    expect((await createOrderStore(database()).byId(key.order))?.attentions).toHaveProperty(
      'review',
    )
    expect(await reviews().ask(key, wanted('customer', 1, ago(0)))).toBe(false)
  })

  it('of an order that is taken back counts nowhere', async () => {
    const key = await recorded({ look: 'review', review: wanted('judge', 1, ago(0)) })
    const before = (await reviews().backlog()).open
    await database()
      .db.updateTable('orders')
      .set({ state: 'revoked' })
      .where('id', '=', key.order)
      .execute()
    expect((await reviews().backlog()).open).toBe(before - 1)
  })

  it('leaves no word behind when its order is erased, also while it is made', async () => {
    const key = await recorded({ look: 'review', review: wanted('judge', 1, ago(0)) })
    const erasures = createErasures(database().db)
    await database()
      .db.updateTable('orders')
      .set({ state: 'complete' })
      .where('id', '=', key.order)
      .execute()
    await Promise.allSettled([
      decide(key, 'edited', { words: 'Mine.' }),
      erasures.erase(key.order, { askedBy: 'operator', keyBackupDays: 7 }),
    ])
    await erasures.erase(key.order, { askedBy: 'operator', keyBackupDays: 7 })
    const rows = database().db.selectFrom('reviews').select(['before', 'note'])
    for (const row of await rows.where('order_id', '=', key.order).execute())
      expect(row).toEqual({ before: null, note: null })
  })
})

it('what the smaller model’s text came to says nothing of the larger one’s', async () => {
  const { foldSection } = await import('../../pack/section.ts')
  const [{ id, title }] = gdpr.artefacts as unknown as readonly [{ id: string; title: string }]
  const plan = { id, title, parts: [''], onFailure: 'static', home: '32b' } as const
  const of = (text: Partial<Written>) => {
    const outcome = { ...textBy('4b'), ...text }
    const recorded = [{ order: 'ord_1', artefact: id, part: '', round: 1, outcome }]
    return foldSection(plan, recorded).cause
  }
  expect(of({ look: 'rejected' })).toEqual({ reason: 'not-yet' })
  expect(of({ look: 'unread' })).toEqual({ reason: 'not-yet' })
})
