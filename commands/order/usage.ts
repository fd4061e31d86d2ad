import type { OperatorVerb } from '../../site/operator.ts'

/** With what each verb is used, and what it does. */
const verbs: Readonly<Record<OperatorVerb, readonly [takes: string, does: string]>> = {
  open: ['', 'lists what is paid and not complete, and what wants a person, these first'],
  find: ['TEXT', 'by order, Checkout Session, e-mail or whole words of the company’s name'],
  why: ['ORDER [ARTEFACT]', 'what was tried for its texts, and why they are as they are'],
  link: ['ORDER', 'the customer’s page'],
  retry: ['ORDER | EVENT', 'has it go on at once; of an event: has its work done afresh'],
  resume: ['ORDER', 'has a parked order go on, or takes a payment that differs'],
  cancel: ['ORDER', 'closes the payment page of an unpaid one'],
  refund: [
    'ORDER [--amount 12.34]',
    'gives that back, or all that is left; --reference TEXT for another of as much',
  ],
  'refund-unapplied': ['ORDER', 'gives back a second payment, or one that differs, whole'],
  evidence: ['ORDER', 'hands the evidence of its dispute to the bank now, which takes it once'],
  withdraw: ['ORDER', 'makes another link, which alone opens it'],
  resend: ['ORDER', 'mails the customer the links of their paid orders'],
  reached: ['ORDER', 'the customer was reached otherwise: ends “contact”'],
  rebuild: ['ORDER', 'builds its files anew that the storage has lost or damaged'],
  erase: ['ORDER', 'makes unreadable for good whose it is and what they answered; its money stays'],
  refunds: ['', 'lists orders of which something is owed back'],
  events: ['', 'lists Stripe’s events that were set aside'],
  'review-prices': ['', 'notes that the prices were reviewed'],
}

const form = 'npm run order -- VERB … --by NAME --why TEXT [--json]'

export const usage = `usage: ${form}, where VERB is ${Object.keys(verbs).join(', ')}; --help says what each does`

const lines = Object.entries(verbs).map(
  ([verb, [takes, does]]) => `  ${verb} ${takes}`.padEnd(32) + does,
)

export const help = [form, '', ...lines].join('\n')
