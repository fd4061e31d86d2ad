import type { Payment, Refund } from '../../../pack/payment.ts'
import { isContested, refundedOf, stands, takenBackBy } from '../../../pack/payment.ts'

/** What customers, their banks and the card network do. */
export const deeds = [
  'pay',
  'refund a part',
  'refund the rest',
  'refund fails',
  'dispute',
  'dispute is lost',
  'dispute is won',
  'warn',
  'warning ends',
] as const

export type Deed = (typeof deeds)[number]

export const received = 49_000
/** No share that is ever owed, so that it is told apart. */
const part = 12_345
const at = '2026-11-21T12:00:00.000Z'

/** A Stripe account with one payment: the truth that everybody else hears of late, twice or never. */
export function createBank(intent: string) {
  let isPaid = false
  let isExpired = false
  let made = 0
  const kept = new Map<string, Refund | null>()
  let payment: Payment = {
    intent,
    currency: 'eur',
    amountReceived: received,
    refunds: [],
    disputes: [],
    fraudWarnings: [],
  }

  const change = (next: Partial<Payment>) => void (payment = { ...payment, ...next })
  const left = () => payment.amountReceived - refundedOf(payment)

  function refund(amount: number, purpose: string | null): Refund {
    const id = `re_${++made}`
    const one = { id, amount, status: 'pending', pendingReason: null, failureReason: null }
    const refund = { ...one, purpose, created: at }
    change({ refunds: [refund, ...payment.refunds] })
    return refund
  }

  const dispute = (status: string) => ({
    id: 'du_1',
    amount: received,
    status,
    reason: 'fraudulent',
    evidenceDueBy: null,
    submissions: 0,
    created: at,
  })

  const isDisputed = () => payment.disputes.some(({ status }) => status === 'needs_response')

  const acts: Record<Deed, () => void> = {
    pay: () => void (isPaid ||= !isExpired),
    'refund a part': () => left() > part && !isDisputed() && void refund(part, null),
    'refund the rest': () => left() > 0 && !isDisputed() && void refund(left(), null),
    'refund fails': () => {
      const last = payment.refunds.find((one) => stands(one) && one.purpose === null)
      const status = (one: Refund) => (one === last ? 'failed' : one.status)
      change({ refunds: payment.refunds.map((one) => ({ ...one, status: status(one) })) })
    },
    dispute: () => change({ disputes: [dispute('needs_response')] }),
    'dispute is lost': () => change({ disputes: payment.disputes.map(() => dispute('lost')) }),
    'dispute is won': () => change({ disputes: payment.disputes.map(() => dispute('won')) }),
    warn: () => change({ fraudWarnings: [warning(true)] }),
    'warning ends': () =>
      change({ fraudWarnings: payment.fraudWarnings.map(() => warning(false)) }),
  }

  return {
    /** Nothing happens to a payment before it is made. */
    does(deed: Deed) {
      if (isPaid || deed === 'pay') acts[deed]()
    },
    /** Closes the payment page; does nothing once it is paid. */
    expire: () => void (isExpired = !isPaid),
    /** Of the Checkout Session, in Stripe's words. */
    status: () => (isPaid ? 'complete' : isExpired ? 'expired' : 'open'),
    payment: () => payment,
    isTheirs: () => isPaid && takenBackBy(payment) === null,
    isContested: () => isContested(payment),

    /** Stripe's answer to the request for a refund, of which every other one is lost. */
    async createRefund(wanted: { amount: number; purpose: string; idempotencyKey: string }) {
      const { amount, purpose, idempotencyKey } = wanted
      const known = kept.get(idempotencyKey)
      if (known !== undefined) return known
      if (amount > left()) throw Object.assign(new Error('Too much.'), { name: 'StripeRefused' })
      const one = refund(amount, purpose)
      const answer = kept.size % 2 === 0 ? null : one
      kept.set(idempotencyKey, answer)
      return answer
    },
  }
}

const warning = (actionable: boolean) => {
  return { id: 'issfr_1', actionable, fraudType: 'made_with_stolen_card', created: at }
}
