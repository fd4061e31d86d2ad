import { randomBytes, randomUUID } from 'node:crypto'
import { gdpr } from '../../catalogue/gdpr.ts'
import type { AskRecord, Attempt } from '../../pack/attempt.ts'
import type { NewOrder } from '../../pack/stored-order.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import type { Sealed } from '../../store/sealing.ts'

/** An order as checkout would freeze it; the store does not look into the answers. */
export function newOrder(change: Partial<NewOrder> = {}): NewOrder {
  return {
    id: `ord_${randomBytes(12).toString('hex')}`,
    pack: 'gdpr',
    tier: 'self-serve',
    answers: { company: { legalName: 'Ørsted & Søn “ApS”' } },
    currency: 'eur',
    amount: 7900,
    contentVersion: gdpr.contentVersion,
    frozenAt: '2026-11-21T10:00:00.123Z',
    email: 'owner@example.com',
    consent: { terms: '2026-11', immediateDelivery: true, at: '2026-11-21T10:00:00.123Z' },
    idempotencyKey: null,
    requestHash: 'a',
    ...change,
  }
}

/** One that is paid for, so that texts may be written for it. @returns its id */
export async function addPaidOrder(
  database: Sealed,
  change: Partial<NewOrder> = {},
): Promise<string> {
  const orders = createOrderStore(database)
  const { id } = await orders.create(newOrder(change))
  await orders.advance(id, { from: ['awaiting-payment'], to: 'paid' })
  return id
}

/** What an ask of the small model leaves that its caller gave up. */
export function askRecord(changes: Partial<AskRecord> = {}): AskRecord {
  return {
    id: randomUUID(),
    tier: '4b',
    openedAt: '2026-11-21T10:00:00.000Z',
    seconds: 2.5,
    queueSeconds: 0.5,
    outcome: null,
    passedOver: [],
    ...changes,
  }
}

/** A call that came to nothing in time, and cost something all the same. */
export function attemptOf(changes: Partial<Attempt> = {}): Attempt {
  return {
    id: randomUUID(),
    operation: 'gdpr.risk-plan',
    risk: 'high',
    tier: '4b',
    endpoint: 'vllm-4b-1',
    infrastructure: 'rack-1',
    model: 'm',
    promptVersion: '1',
    turn: 1,
    verdict: 'timeout',
    finish: null,
    symptom: 'silent',
    startedAt: '2026-11-21T10:00:00.000Z',
    seconds: 1.5,
    firstTokenSeconds: 0.25,
    queueSeconds: 0.5,
    tokens: { in: 1_200, out: 80, cached: 128, estimated: true },
    costMicros: 136,
    cohort: 42,
    ...changes,
  }
}
