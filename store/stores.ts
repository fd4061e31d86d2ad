import { createCallLog } from './calls/call-log.ts'
import { createCalls } from './calls/calls.ts'
import { createJudgements } from './calls/judgements.ts'
import { createLooks } from './calls/looks.ts'
import { createOutcomeStore } from './calls/outcomes.ts'
import { createPastCalls } from './calls/past-calls.ts'
import { createReusableTexts } from './calls/reusable-texts.ts'
import { createReviews } from './calls/reviews.ts'
import { createSurges } from './calls/surges.ts'
import { createWaiting } from './calls/waiting.ts'
import { createCustomers } from './mail/customers.ts'
import { createMailReports } from './mail/mail-reports.ts'
import { createOutbox } from './mail/outbox.ts'
import { createUnreached } from './mail/unreached.ts'
import { createDisputeAnswers } from './money/dispute-answers.ts'
import { createDownloads } from './money/downloads.ts'
import { createInbox } from './money/inbox.ts'
import { createOpenPayments } from './money/open-payments.ts'
import { createPaymentStore } from './money/payments.ts'
import { createReconciliation } from './money/reconciliation.ts'
import { createRefundRequests } from './money/refund-requests.ts'
import { createUnappliedPayments } from './money/unapplied-payments.ts'
import { createAttentions } from './orders/attentions.ts'
import { createBatchWork } from './orders/batch-work.ts'
import { createBatches } from './orders/batches.ts'
import { createCorrections } from './orders/corrections.ts'
import { createErasureRequests } from './orders/erasure-requests.ts'
import { createErasures } from './orders/erasures.ts'
import { createOrderKeys } from './orders/order-keys.ts'
import { createOrderStore } from './orders/orders.ts'
import { createReleaseStore } from './orders/releases.ts'
import { createUnfinished } from './orders/unfinished.ts'
import { createBooks } from './policy/books.ts'
import { createBreakerStore } from './policy/breakers.ts'
import { createBudgets } from './policy/budgets.ts'
import { createCalibrations } from './policy/calibrations.ts'
import { createCanaries } from './policy/canaries.ts'
import { createEndedSettings } from './policy/ended-settings.ts'
import { createIncidents } from './policy/incidents.ts'
import { withKeyedBuyers } from './policy/keyed-buyers.ts'
import { createPrices } from './policy/prices.ts'
import { createRollups } from './policy/rollups.ts'
import { createSettingStore } from './policy/settings.ts'
import { createTellings } from './policy/tellings.ts'
import { createPastLimits } from './rate-limits.ts'
import type { Sealed } from './sealing.ts'

/** Every table family of a database. */
export function createStores(database: Sealed) {
  const { db } = database
  return {
    orders: {
      ...createOrderStore(database),
      ...createPaymentStore(db),
      ...createCustomers(database),
      ...createUnappliedPayments(db),
      ...createCorrections(database),
      ...createUnfinished(db),
      ...createAttentions(db),
      ...createUnreached(db),
      ...createWaiting(db),
    },
    orderKeys: createOrderKeys(database),
    erasures: createErasures(db),
    erasureRequests: createErasureRequests(db),
    outcomes: createOutcomeStore(database),
    calls: createCalls(database),
    budgets: withKeyedBuyers(createBudgets(db), database.vault),
    callLog: createCallLog(db),
    looks: createLooks(database),
    judgements: createJudgements(db),
    reviews: createReviews(database),
    calibrations: createCalibrations(db),
    canaries: createCanaries(db),
    incidents: createIncidents(db),
    batches: { ...createBatches(db), ...createBatchWork(db) },
    tellings: createTellings(db),
    reconciliation: { ...createReconciliation(db), ...createOpenPayments(db) },
    refundRequests: createRefundRequests(db),
    disputeAnswers: createDisputeAnswers(db),
    downloads: createDownloads(db),
    releases: createReleaseStore(database),
    breakers: createBreakerStore(db),
    inbox: createInbox(db),
    outbox: createOutbox(database),
    mailReports: createMailReports(db),
    reusableTexts: createReusableTexts(database),
    settings: { ...createSettingStore(db), ended: createEndedSettings(db) },
    rollups: createRollups(db),
    books: createBooks(db),
    askedLately: createSurges(db),
    pastCalls: createPastCalls(db),
    prices: createPrices(db),
    pastLimits: createPastLimits(db),
  }
}
