import { refuseTrialLinks } from '../clients/production.ts'
import type { Linked } from '../orders/link.ts'
import { createCancel } from '../orders/operate/cancel-order.ts'
import { createMarkReached } from '../orders/operate/mark-reached.ts'
import { createRebuildPacks } from '../orders/operate/rebuild-packs.ts'
import { createRefund } from '../orders/operate/refund-order.ts'
import { createRefundUnapplied } from '../orders/operate/refund-unapplied.ts'
import { createResendLinks } from '../orders/operate/resend-links.ts'
import { createResume } from '../orders/operate/resume-order.ts'
import { createRetry, type Retried } from '../orders/operate/retry.ts'
import { createSubmitEvidence } from '../orders/operate/submit-evidence.ts'
import { createWithdrawLink } from '../orders/operate/withdraw-link.ts'
import { isNamed } from '../pack/is-named.ts'
import { openLinks } from './links.ts'
import type { Site } from './site.ts'
import { borrowTill } from './till.ts'

export interface OrderAct {
  /** The order. */
  readonly subject: string
  readonly by: string
  /** To refund, in minor units; null: all that is left. */
  readonly amount?: number | null | undefined
  /** Tells two refunds of the same amount apart. */
  readonly reference?: string | null | undefined
  /** Of the link to withdraw; null: the one that opens the order now. */
  readonly linkGeneration?: number | null | undefined
}

interface Done {
  readonly outcome: string
  readonly url?: string
}

/** Temporal has to be told, and does not answer. */
export class TemporalAway extends Error {
  override readonly name = 'TemporalAway'
}

/** What an operator may do to one order; each can be done again without harm. */
export function createOrderActs(site: Site) {
  const { orders, temporal, temporalSettings, outbox } = site
  const retryNow = createRetry({ orders, runs: temporal })
  const withdraw = createWithdrawLink({ orders })
  const markReached = createMarkReached({ orders })
  const resend = createResendLinks({ orders, letters: outbox })

  const retry = (id: string): Promise<Retried> =>
    retryNow(id).catch((cause: unknown) => {
      if (isNamed(cause, 'UnknownOrder', 'NotApplicable', 'DatabaseUnavailable')) throw cause
      const { address } = temporalSettings.connection
      throw new TemporalAway(
        `Temporal at ${address} does not answer, so ${id} was not told; nothing is lost: a paid order is started within 30 seconds of Temporal’s return, and its page builds the first release meanwhile. Start Temporal, or correct TEMPORAL_ADDRESS.`,
        { cause },
      )
    })

  return {
    ...createMoneyActs(site),
    retry,

    async resume({ subject, by }: OrderAct): Promise<Done> {
      const { fulfil } = borrowTill(site)
      return { outcome: await createResume({ orders, retry, fulfil })(subject, by) }
    },

    async cancel({ subject }: OrderAct): Promise<Done> {
      return { outcome: await createCancel({ orders, ...borrowTill(site) })(subject) }
    },

    async withdraw({ subject, linkGeneration = null }: OrderAct): Promise<Done> {
      const url = linkOf(site, await withdraw(subject, linkGeneration))
      return { outcome: 'link withdrawn, and another one made', url }
    },

    async rebuild({ subject }: OrderAct): Promise<Done> {
      const { rebuildRelease } = await site.printing()
      return { outcome: await createRebuildPacks({ ...site, rebuild: rebuildRelease })(subject) }
    },

    async reached({ subject }: OrderAct): Promise<Done> {
      await markReached(subject)
      return { outcome: 'the customer was reached: nobody is asked to any more' }
    },

    async resend({ subject }: OrderAct): Promise<Done> {
      await resend(subject)
      return { outcome: 'a letter with the link goes to the customer' }
    },
  }
}

/** What an operator may do about the money of one order. */
function createMoneyActs(site: Site) {
  const { orders, refundRequests, disputeAnswers } = site
  const refund = createRefund({ orders, requests: refundRequests })
  const submitEvidence = createSubmitEvidence({ orders, answers: disputeAnswers })

  return {
    async refund({ subject, by, amount = null, reference = null }: OrderAct): Promise<Done> {
      return { outcome: await refund({ order: subject, amount, reference, by }) }
    },

    async 'refund-unapplied'({ subject, by }: OrderAct): Promise<Done> {
      const parts = { orders, requests: refundRequests, ...borrowTill(site) }
      return { outcome: await createRefundUnapplied(parts)(subject, by) }
    },

    async evidence({ subject, by }: OrderAct): Promise<Done> {
      return { outcome: await submitEvidence(subject, by) }
    },
  }
}

/** The customer's page of the order. */
export function linkOf(site: Site, order: Linked): string {
  refuseTrialLinks(site.environment)
  return openLinks(site).pageOf(order)
}
