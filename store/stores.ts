import { createBooks } from './books.ts'
import { createBreakerStore } from './breakers.ts'
import { createBudgets } from './budgets.ts'
import { createCallLog } from './call-log.ts'
import { createCalls } from './calls.ts'
import { createCorrections } from './corrections.ts'
import { createCustomers } from './customers.ts'
import type { Db } from './database.ts'
import { createDisputeAnswers } from './dispute-answers.ts'
import { createDownloads } from './downloads.ts'
import { createInbox } from './inbox.ts'
import { createMailReports } from './mail-reports.ts'
import { createOpenPayments } from './open-payments.ts'
import { createOrderStore } from './orders.ts'
import { createOutbox } from './outbox.ts'
import { createOutcomeStore } from './outcomes.ts'
import { createPastCalls } from './past-calls.ts'
import { createPaymentStore } from './payments.ts'
import { createPrices } from './prices.ts'
import { createReconciliation } from './reconciliation.ts'
import { createRefundRequests } from './refund-requests.ts'
import { createReleaseStore } from './releases.ts'
import { createReusableTexts } from './reusable-texts.ts'
import { createRollups } from './rollups.ts'
import { createSettingStore } from './settings.ts'
import { createUnappliedPayments } from './unapplied-payments.ts'
import { createUnfinished } from './unfinished.ts'
import { createUnreached } from './unreached.ts'
import { createWaiting } from './waiting.ts'

/** Every table family of a database. */
export function createStores(db: Db) {
  return {
    orders: {
      ...createOrderStore(db),
      ...createPaymentStore(db),
      ...createCustomers(db),
      ...createUnappliedPayments(db),
      ...createCorrections(db),
      ...createUnfinished(db),
      ...createUnreached(db),
      ...createWaiting(db),
    },
    outcomes: createOutcomeStore(db),
    calls: createCalls(db),
    budgets: createBudgets(db),
    callLog: createCallLog(db),
    reconciliation: { ...createReconciliation(db), ...createOpenPayments(db) },
    refundRequests: createRefundRequests(db),
    disputeAnswers: createDisputeAnswers(db),
    downloads: createDownloads(db),
    releases: createReleaseStore(db),
    breakers: createBreakerStore(db),
    inbox: createInbox(db),
    outbox: createOutbox(db),
    mailReports: createMailReports(db),
    reusableTexts: createReusableTexts(db),
    settings: createSettingStore(db),
    rollups: createRollups(db),
    books: createBooks(db),
    pastCalls: createPastCalls(db),
    prices: createPrices(db),
  }
}
