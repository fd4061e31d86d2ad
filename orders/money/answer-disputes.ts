import { type Dispute, isOpen, type Payment } from '../../pack/payment.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { backOff } from '../back-off.ts'
import {
  type Delivery,
  type Downloaded,
  type Evidence,
  evidenceOf,
  type SentLetter,
} from './evidence.ts'

interface Answer {
  readonly dispute: string
  readonly order: string
  readonly tries: number
  readonly approvedBy: string | null
}

export interface AnswerDisputesPorts {
  readonly answers: {
    claim(limit: number): Promise<readonly Answer[]>
    staged(dispute: string, seconds: number): Promise<void>
    ended(dispute: string): Promise<void>
    postpone(dispute: string, seconds: number, why: string): Promise<void>
  }
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly releases: {
    /** Newest first. */
    files(order: string): Promise<readonly Delivery[]>
  }
  readonly downloads: {
    /** Oldest first. */
    ofOrder(order: string, limit: number): Promise<readonly Downloaded[]>
  }
  readonly letters: {
    /** Those that were taken and have not come back, oldest first. */
    sentOf(order: string): Promise<readonly SentLetter[]>
  }
  readonly payments: {
    retrievePayment(intent: string): Promise<Payment>
    /** Keeps evidence at Stripe, and hands it to the bank where it is told to; the bank takes it once. */
    giveEvidence(dispute: string, evidence: Evidence, how: Giving): Promise<void>
  }
  /** Looks at the payment again, so that the order says what it has come to. */
  readonly fulfil: (sessionId: string) => Promise<unknown>
  /** Whether it is submitted by itself, in time; else only when an operator has it done. */
  readonly byItself: boolean
  readonly clock: () => Date
  readonly observe: {
    evidenceGiven(order: string, dispute: string, submitted: boolean): void
    evidencePostponed(order: string, dispute: string, error: unknown): void
  }
}

interface Giving {
  readonly submit: boolean
  readonly idempotencyKey: string
}

/** A lease is longer than what is asked of Stripe for one, and not for several. */
const batch = 1
/** Downloads that are told of: far more than a firm makes, and within what Stripe takes. */
const mostDownloads = 500
const day = 86_400
/** Seconds before the end at which it goes by itself: until then downloads and a person may add to it. */
const inTime = 2 * day
const pauseAfter = (tries: number) => backOff(tries, 60, 3_600)

/**
 * Assembles the evidence for disputes as soon as they are known, renews it daily, and submits it in
 * time. What Stripe has is asked first, so evidence that went and was not told of is not sent twice.
 *
 * @returns how many answers were taken
 */
export function createAnswerDisputes(ports: AnswerDisputesPorts) {
  const { answers, orders, releases, downloads, letters, payments } = ports
  const { fulfil, byItself, clock, observe } = ports

  return async (): Promise<number> => {
    const due = await answers.claim(batch)
    for (const answer of due) await settle(answer).catch((error) => later(answer, error))
    return due.length
  }

  async function settle(answer: Answer): Promise<void> {
    const order = await orders.byId(answer.order)
    const intent = order?.payment?.intent
    if (!order?.sessionId || intent === undefined) return answers.ended(answer.dispute)
    const payment = await payments.retrievePayment(intent)
    const dueBy = dueOf(payment.disputes.find(({ id }) => id === answer.dispute))
    if (dueBy !== null) {
      const left = (Date.parse(dueBy) - clock().getTime()) / 1_000
      const submit = answer.approvedBy !== null || (byItself && left <= inTime)
      await give(answer, order, payment, submit)
      const pause = byItself ? Math.min(day, left - inTime) : day
      if (!submit) return answers.staged(answer.dispute, pause)
    }
    await answers.ended(answer.dispute)
    await fulfil(order.sessionId)
  }

  async function give(
    { dispute, tries }: Answer,
    order: StoredOrder,
    { refunds, currency }: Payment,
    submit: boolean,
  ) {
    const facts = {
      deliveries: await releases.files(order.id),
      downloads: await downloads.ofOrder(order.id, mostDownloads),
      letters: await letters.sentOf(order.id),
      refunds,
      currency,
    }
    const idempotencyKey = `evidence-${dispute}-${clock().toISOString()}-${tries}`
    await payments.giveEvidence(dispute, evidenceOf(order, facts), { submit, idempotencyKey })
    observe.evidenceGiven(order.id, dispute, submit)
  }

  async function later({ dispute, order, tries }: Answer, error: unknown): Promise<void> {
    await answers.postpone(dispute, pauseAfter(tries), String(error))
    observe.evidencePostponed(order, dispute, error)
  }
}

/** Until when evidence is wanted; null: it is there, or decided without. */
function dueOf(dispute: Dispute | undefined): string | null {
  return dispute && isOpen(dispute) && dispute.submissions === 0 ? dispute.evidenceDueBy : null
}
