/** How long something is kept, who sees to its end, and why so long. */
export interface Retention {
  /** In the customer's words. */
  readonly what: string
  readonly long: string
  readonly why: string
  /** Which part of the shop deletes it. */
  readonly by: string
}

/** Days after which what is told by the table below goes, for what deletes it. */
export const keptDays = {
  /** An order that nobody paid for: a bank debit may take weeks. */
  unpaid: 90,
  /** Stripe delivers an event again for three, and a person by hand for 30. */
  events: 31,
  /** For the next release of an order; one that is missing is rendered to the same bytes. */
  pages: 31,
  /** A payment page ends after one; whoever pays later, by a bank debit, waits for days as it is. */
  ahead: 2,
  /** For which one can look up why a text is as it is; prompts hold what the firm typed. */
  prompts: 30,
  /** For which one can ask the same call by call: a year, and the month in which its books are closed. */
  calls: 400,
  /** Whose allowance it was: while the months of budgets are proved. */
  buyers: 93,
  /** Banks take a payment back for at most 540 (Visa, Mastercard), and argue for some months more. */
  downloads: 730,
  /** Closed runs, by Temporal: the README has operators make its namespace so. */
  runs: 30,
} as const

/** Whole orders, unless the setting `ORDER_RETENTION_YEARS` says otherwise. */
export const usualYears = 6

const days = (n: number) => (n === 1 ? 'one day' : `${n} days`)
const untilErased = (years: number) => `${years} years from payment, or until you have it erased`
const afterErasure = (n: number) => `${days(n)} after the order was erased`

const upkeep = '`upkeep`, each hour'
const erasure = 'the erasure'

const usual = {
  orders: {
    what: 'A paid order: e-mail address, answers (also those before a correction), the texts written for it, what its releases are made of',
    long: untilErased(usualYears),
    why: 'the pack stays downloadable, and a contract can be argued about for as long',
    by: upkeep,
  },
  unpaid: {
    what: 'An order that was not paid for',
    long: days(keptDays.unpaid),
    why: 'a bank debit may take weeks',
    by: upkeep,
  },
  files: {
    what: 'The packs themselves',
    long: 'with the order',
    why: 'they are what was bought',
    by: '`upkeep`, seconds after the erasure, and for as long as the storage is away',
  },
  pages: {
    what: 'Rendered documents, from which the next version is put together',
    long: days(keptDays.pages),
    why: 'they save work, and no more',
    by: upkeep,
  },
  ahead: {
    what: 'Documents that were printed before the payment',
    long: days(keptDays.ahead),
    why: 'the payment page has ended by then',
    by: upkeep,
  },
  prompts: {
    what: 'What a language model was told, and what it answered',
    long: days(keptDays.prompts),
    why: 'to find out why a text is as it is',
    by: upkeep,
  },
  calls: {
    what: 'How each call of a model went and what it cost; no words of it',
    long: days(keptDays.calls),
    why: 'books are closed by then',
    by: upkeep,
  },
  buyers: {
    what: 'Whose allowance a call drew on, as a code in which nobody can be read',
    long: 'three to four months',
    why: 'the allowances are proved by it',
    by: upkeep,
  },
  events: {
    what: 'Stripe’s notices of a payment, by their numbers',
    long: `${days(keptDays.events)} after they were acted on`,
    why: 'Stripe may send them again',
    by: upkeep,
  },
  letters: {
    what: 'Which letters went, when, and which came back; of one about an incident also the paragraph that all who got it were sent; the letters themselves are not kept',
    long: 'with the books, but what a mail server said goes with the order',
    why: 'a bank may ask what the customer was told',
    by: erasure,
  },
  links: {
    what: 'An address that asked for its links, as a code',
    long: 'seconds',
    why: 'until somebody has looked whether it has orders',
    by: 'the API',
  },
  limits: {
    what: 'A code for a network or an e-mail address, by which we count how often something is asked for',
    long: 'about two hours',
    why: 'nobody shall ask for so much that nothing is left for others',
    by: upkeep,
  },
  downloads: {
    what: 'When a version was downloaded, and to which network',
    long: `${days(keptDays.downloads)}; the network until the order is erased`,
    why: 'a bank may ask whether it was delivered',
    by: `${upkeep}; ${erasure}`,
  },
  reused: {
    what: 'Texts that were written for any firm of a kind, without a name in them',
    long: 'while they are fresh, a week at most',
    why: 'like firms get them sooner; they are nobody’s',
    by: upkeep,
  },
  keys: {
    what: 'Copies of an order’s key in backups',
    long: afterErasure(7),
    why: 'a lost database can be brought back',
    by: '`deploy/backup.sh`, each time that it backs up keys; else whoever makes the backups',
  },
  books: {
    what: 'The number of an order, price, payments, refunds, disputes, times, fingerprints of its versions; that it was erased; what we did for it by hand, alone or with other orders, and who of ours read its texts',
    long: 'at least as the law on bookkeeping demands where the seller is (United Kingdom and Ireland 6 years, Germany 8, Switzerland 10)',
    why: 'it is the law; once the order is erased, only the number of the payment leads, at Stripe, to whose it was',
    by: 'nothing of ours; the seller may, once the law lets them',
  },
  staff: {
    what: 'Who of ours did what, when and why, and how long reading took, by the name they sign in with',
    long: 'with the books',
    why: 'to show who did what to whose order; those who work here are told when they sign in',
    by: 'nothing of ours; the seller may, once the law lets them',
  },
  stripe: {
    what: 'The payment as Stripe has it: the address it was made with, what was entered on its page, what a bank was shown of a dispute',
    long: 'as Stripe’s own privacy policy says',
    why: 'laws on payments bind Stripe as a firm of its own',
    by: 'Stripe',
  },
  mailbox: {
    what: 'What comes back to our mailbox, and what you write to us',
    long: 'as whoever runs the shop says',
    why: 'to answer it, and to see why a letter did not arrive',
    by: 'whoever runs the shop',
  },
  runs: {
    what: 'The steps of an order as Temporal has them, with its number and nobody’s name or address',
    long: `${days(keptDays.runs)} after they ended, or as Temporal is set up; one in a trial`,
    why: 'to see what happened',
    by: 'Temporal, by the retention of its namespace',
  },
  logs: {
    what: 'The log, with numbers of orders and nobody’s name or address',
    long: 'as whoever runs the shop says',
    why: 'to see what happened',
    by: 'whoever runs the shop, by what turns over the log of its processes',
  },
} as const satisfies Readonly<Record<string, Retention>>

export type Kept = keyof typeof usual

/** @param years for which whole orders are kept @param keyBackupDays for which copies of keys lie in backups */
export function retentionOf(
  years: number,
  keyBackupDays: number,
): Readonly<Record<Kept, Retention>> {
  return {
    ...usual,
    orders: { ...usual.orders, long: untilErased(years) },
    keys: { ...usual.keys, long: afterErasure(keyBackupDays) },
  }
}
