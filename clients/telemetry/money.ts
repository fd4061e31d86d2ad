import type { Log } from '../log.ts'

interface Order {
  readonly id: string
}

/** What becomes of payments, and of what goes back. */
export function tellMoney(log: Log) {
  return {
    paidTwice({ id: order }: Order, what: string) {
      log.error(
        { order, what },
        'an order that is paid was paid for once more; refund it at Stripe',
      )
    },
    mismatched({ id: order }: Order, difference: string) {
      log.error({ order, difference }, 'order parked: what was paid for is not what was ordered')
    },
    paymentMatters({ id: order }: Order, matters: string) {
      log.error({ order, matters }, 'there is something to decide about a payment')
    },
    owed({ id: order }: Order, refund: number, short: readonly string[]) {
      log.warn(
        { order, refund, short },
        'order complete with less than was bought: a refund is owed',
      )
    },
    refunded(order: string, refund: string, amount: number) {
      log.info({ order, refund, amount }, 'what was owed went back')
    },
    refundPostponed(order: string, error: unknown) {
      log.warn({ order, error }, 'what is owed did not go back; tried again')
    },
    refundStopped(order: string, why: string) {
      log.error(
        { order, why },
        'what is owed does not go back by itself; an operator has to decide',
      )
    },
    notRecorded(order: string, error: unknown) {
      log.warn({ order, error }, 'a download is not on record, should its payment be disputed')
    },
    evidenceGiven(order: string, dispute: string, submitted: boolean) {
      log.info({ order, dispute, submitted }, 'evidence for a dispute lies at Stripe')
    },
    evidencePostponed(order: string, dispute: string, error: unknown) {
      log.error(
        { order, dispute, error },
        'evidence for a dispute did not reach Stripe; tried again',
      )
    },
  }
}
