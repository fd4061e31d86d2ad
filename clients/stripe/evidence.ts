import type Stripe from 'stripe'
import { expectObject, inOurWords } from './calls.ts'

export function createEvidence(client: Stripe) {
  return {
    /** Kept with the dispute, and handed to the bank where it is submitted, which counts once. */
    async giveEvidence(dispute: string, evidence: WantedEvidence, how: Giving): Promise<void> {
      const { submit, idempotencyKey } = how
      const fields = {
        ...(evidence.customerEmailAddress !== null && {
          customer_email_address: evidence.customerEmailAddress,
        }),
        product_description: evidence.productDescription,
        service_date: evidence.serviceDate,
        access_activity_log: evidence.accessActivityLog,
        refund_policy_disclosure: evidence.refundPolicyDisclosure,
        uncategorized_text: evidence.uncategorizedText,
      }
      const given = await client.disputes
        .update(dispute, { evidence: fields, submit }, { idempotencyKey })
        .catch(inOurWords)
      expectObject(given, 'dispute')
    },
  }
}

interface WantedEvidence {
  readonly customerEmailAddress: string | null
  readonly productDescription: string
  /** ISO date. */
  readonly serviceDate: string
  readonly accessActivityLog: string
  readonly refundPolicyDisclosure: string
  readonly uncategorizedText: string
}

interface Giving {
  readonly submit: boolean
  readonly idempotencyKey: string
}
