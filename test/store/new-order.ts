import { randomBytes } from 'node:crypto'
import type { NewOrder } from '../../pack/stored-order.ts'

/** An order as checkout would freeze it; the store does not look into the answers. */
export function newOrder(change: Partial<NewOrder> = {}): NewOrder {
  return {
    id: `ord_${randomBytes(12).toString('hex')}`,
    pack: 'gdpr',
    tier: 'self-serve',
    answers: { company: { legalName: 'Ørsted & Søn “ApS”' } },
    currency: 'eur',
    amount: 7900,
    contentVersion: '1.0.0',
    frozenAt: '2026-11-21T10:00:00.123Z',
    email: 'owner@example.com',
    consent: { terms: '2026-11', immediateDelivery: true, at: '2026-11-21T10:00:00.123Z' },
    idempotencyKey: null,
    requestHash: 'a',
    ...change,
  }
}
