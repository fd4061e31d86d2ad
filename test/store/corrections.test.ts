import { expect, it } from 'vitest'
import type { Outcome } from '../../pack/outcome.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createCorrections } from '../../store/orders/corrections.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { addPaidOrder } from './new-order.ts'
import { takeBack } from './taken-back.ts'

const at = '2026-11-28T10:00:00.000Z'
const datedAt = at

const corrected = (answers: object, carried: readonly object[] = []) => ({
  answers: { ...answers },
  contentVersion: '1.1.0',
  correction: { at, questions: ['Legal name'], documents: [] },
  carried: carried as never,
  refundOwed: null,
})

describeOnBoth('a correction', (database) => {
  const orders = () => ({
    ...createOrderStore(database()),
    ...createPaymentStore(database().db),
    ...createCorrections(database()),
  })
  const outcomes = () => createOutcomeStore(database())
  const paid = () => addPaidOrder(database())
  const stateOf = async (id: string) => (await orders().byId(id))?.state

  it('puts the answers in the place of those before, which stay for what was made of them', async () => {
    const id = await paid()
    const first = (await orders().byId(id))!
    expect(await orders().correct(id, 1, corrected({ a: 2 }))).toBe(true)
    expect(await orders().correct(id, 2, corrected({ a: 3 }))).toBe(true)
    const { correction } = corrected({})
    expect(await orders().byId(id)).toMatchObject({ answers: { a: 3 }, contentVersion: '1.1.0' })
    expect(await orders().asOf(id, 3)).toEqual(await orders().byId(id))
    expect(await orders().asOf(id, 2)).toMatchObject({
      answers: { a: 2 },
      corrections: [correction],
    })
    expect(await orders().asOf(id, 1)).toEqual(first)
  })

  it('of the same answers as another one comes too late', async () => {
    const id = await paid()
    const tries = [{ a: 2 }, { a: 3 }, { a: 4 }].map((answers) =>
      orders().correct(id, 1, corrected(answers)),
    )
    const won = (await Promise.all(tries)).filter(Boolean)
    expect(won).toHaveLength(1)
    expect((await orders().byId(id))?.corrections).toHaveLength(1)
  })

  it('gives a complete order something to do again, and moves no other', async () => {
    const id = await paid()
    await orders().correct(id, 1, corrected({ a: 2 }))
    expect(await stateOf(id)).toBe('paid')
    await orders().advance(id, { from: ['paid'], to: 'improving' })
    await orders().advance(id, { from: ['improving'], to: 'complete' })
    await orders().correct(id, 2, corrected({ a: 3 }))
    expect(await stateOf(id)).toBe('improving')
  })

  it('of an order whose payment was taken back does nothing', async () => {
    const id = await paid()
    await takeBack(orders(), id)
    expect(await orders().correct(id, 1, corrected({ a: 2 }))).toBe(false)
    expect(await orders().byId(id)).not.toMatchObject({ answers: { a: 2 } })
  })

  it('of an order that came to owe something since it was read does nothing', async () => {
    const id = await paid()
    await orders().advance(id, { from: ['paid'], to: 'improving' })
    await orders().advance(id, { from: ['improving'], to: 'complete', refundOwed: 1_580 })
    expect(await orders().correct(id, 1, corrected({ a: 2 }))).toBe(false)
    const refundOwed = 1_580
    expect(await orders().correct(id, 1, { ...corrected({ a: 3 }), refundOwed })).toBe(true)
    expect(await orders().byId(id)).toMatchObject({ answers: { a: 3 }, refundOwed })
  })

  it('lets no order be complete that was finished for the answers before', async () => {
    const id = await paid()
    await orders().advance(id, { from: ['paid'], to: 'improving' })
    await orders().correct(id, 1, corrected({ a: 2 }))
    const step = { from: ['improving'], to: 'complete' } as const
    expect(await orders().advance(id, { ...step, revision: 1 })).toBe(false)
    expect(await orders().advance(id, { ...step, revision: 2 })).toBe(true)
  })

  it('has texts of its own, beside those of the same round before', async () => {
    const id = await paid()
    const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
    const late: Outcome = { source: 'none', reason: 'timeout' }
    await outcomes().record(key, textBy('4b'))
    const carried = { ...key, artefact: 'notice-section', revision: 2, outcome: textBy('32b') }
    await orders().correct(id, 1, corrected({ a: 2 }, [carried]))
    await outcomes().record({ ...key, revision: 2 }, late)
    expect(await outcomes().recall(key)).toEqual(textBy('4b'))
    expect(await outcomes().recall({ ...key, revision: 2 })).toEqual(late)
    const all = (await outcomes().ofOrder(id)).map(({ artefact, revision }) => [artefact, revision])
    expect(all).toEqual([
      ['notice-section', 2],
      ['risk-plan', 1],
      ['risk-plan', 2],
    ])
  })

  it('ends the buying of texts for the answers before', async () => {
    const id = await paid()
    const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
    const open = (revision: number) => createCalls(database()).open({ ...key, revision }, '4b')
    expect((await open(1)).isEntitled).toBe(true)
    await orders().correct(id, 1, corrected({ a: 2 }))
    expect((await open(1)).isEntitled).toBe(false)
    expect((await open(2)).isEntitled).toBe(true)
  })

  it('is told to the run of the order once', async () => {
    const id = await paid()
    const untold = async () => (await orders().untold(1_000)).filter((order) => order.id === id)
    expect(await untold()).toEqual([])
    await orders().correct(id, 1, corrected({ a: 2 }))
    expect(await untold()).toEqual([{ id, pack: 'gdpr', tier: 'self-serve', revision: 2 }])
    await orders().told(id, 2)
    expect(await untold()).toEqual([])
  })
})

describeOnBoth('a release of corrected answers', (database) => {
  const orders = () => ({
    ...createOrderStore(database()),
    ...createCorrections(database()),
  })
  const releases = () => createReleaseStore(database())
  const plan = (version: number, revision: number, sections: readonly never[] = []) => ({
    version,
    ...(revision > 1 && { revision }),
    datedAt,
    sections,
  })
  const file = { sha256: 'aa', bytes: 1, manifestSha256: 'bb' }

  async function corrected() {
    const id = await addPaidOrder(database())
    await orders().correct(id, 1, {
      answers: { a: 2 },
      contentVersion: '1.0.0',
      correction: { at, questions: [], documents: [] },
      carried: [],
      refundOwed: null,
    })
    return id
  }

  it('takes the place of one that was planned before, and no plan of then takes its place', async () => {
    const id = await corrected()
    await releases().plan(id, plan(1, 1))
    expect(await releases().plan(id, plan(1, 2))).toEqual(plan(1, 2))
    expect(await releases().plan(id, plan(1, 1))).toEqual(plan(1, 2))
    expect(await releases().replan(id, plan(1, 1))).toEqual(plan(1, 2))
  })

  it('is the only one that can be published', async () => {
    const id = await corrected()
    await releases().plan(id, plan(1, 2))
    expect(await releases().publish(id, 1, file, 1)).toBe('corrected')
    expect(await releases().files(id)).toEqual([])
    expect(await releases().publish(id, 1, file, 2)).toMatchObject({ first: true, moved: true })
    expect(await releases().files(id)).toMatchObject([{ version: 1, revision: 2 }])
  })

  it('leaves what is published alone', async () => {
    const id = await addPaidOrder(database())
    await releases().plan(id, plan(1, 1))
    await releases().publish(id, 1, file)
    expect(await releases().plan(id, plan(1, 2))).toEqual(plan(1, 1))
  })
})
