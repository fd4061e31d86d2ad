import { expect, it } from 'vitest'
import type { Outcome } from '../../pack/outcome.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createPulse } from '../../store/orders/pulse.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { newOrder } from './new-order.ts'
import { giveBack, takeBack } from './taken-back.ts'

const failure: Outcome = { source: 'none', reason: 'timeout' }
const text = textBy('4b')
const file = { sha256: 'a', bytes: 1, manifestSha256: 'cc' }
const composition = { version: 1, datedAt: '2026-11-21T10:00:00.000Z', sections: [] }
const at = { artefact: 'risk-plan', part: '', round: 1 }

describeOnBoth('pulse', (database) => {
  const pulse = (id: string) => createPulse(database().db)(id)

  /** What happens to an order in its life, in this order: all that its page may show. */
  function deedsOn(order: string): Record<string, () => Promise<unknown>> {
    const orders = createOrderStore(database())
    const payments = createPaymentStore(database().db)
    const releases = createReleaseStore(database())
    const outcomes = createOutcomeStore(database())
    const key = { ...at, order }
    return {
      paid: () => orders.advance(order, { from: ['awaiting-payment'], to: 'paid' }),
      parked: () => orders.raise(order, 'parked', 'It cannot be built.'),
      'to be read too': () => orders.raise(order, 'review', 'A text is to be read.'),
      'no longer parked': () => orders.settle(order, 'parked'),
      'to be updated': () => orders.expectUpdate(order, '2026-11-22T10:00:00.000Z'),
      'without a text': () => outcomes.record(key, failure),
      'with a text after all': () => outcomes.record(key, text),
      'with another text': () => outcomes.record({ ...key, part: 'a' }, text),
      planned: () => releases.plan(order, composition),
      published: () => releases.publish(order, 1, file),
      'built anew': () => releases.rebuilt(order, 1, 'a', { sha256: 'b', bytes: 2 }),
      complete: () => orders.advance(order, { from: ['improving'], to: 'complete' }),
      revoked: () => takeBack(payments, order),
      restored: () => giveBack(payments, order),
    }
  }

  it('is another after all that happens to an order', async () => {
    const { id } = await createOrderStore(database()).create(newOrder())
    const unnoticed: string[] = []
    for (const [happened, deed] of Object.entries(deedsOn(id))) {
      const before = await pulse(id)
      await deed()
      if ((await pulse(id)) === before) unnoticed.push(happened)
    }
    expect(unnoticed).toEqual([])
  })

  it('is the same while nothing happens to the order, whatever happens to another', async () => {
    const [mine, other] = [newOrder(), newOrder()]
    for (const order of [mine, other]) await createOrderStore(database()).create(order)
    const before = await pulse(mine.id)
    for (const deed of Object.values(deedsOn(other.id))) await deed()
    expect(await pulse(mine.id)).toBe(before)
  })

  it('of an order that nobody made is null', async () => {
    expect(await pulse('ord_nobody')).toBeNull()
  })
})
