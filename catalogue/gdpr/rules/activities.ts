import type { data, otherSources, people, systemUses } from '../questions/choices.ts'

export type Basis = 'consent' | 'contract' | 'obligation' | 'interests'

/** What the law and good practice say of one processing activity; the answers narrow it down. */
export interface ActivityRule {
  readonly title: string
  /** Completes "We use personal data to …". */
  readonly purpose: string
  /** Whether people outside the firm or its own staff are concerned: who has to be told. */
  readonly concerns: 'public' | 'staff'
  readonly people: readonly (keyof typeof people)[]
  readonly data: readonly (keyof typeof data)[]
  readonly basis: Basis
  /** The named legitimate interest (Art. 13(1)(d)), or the legal duty. */
  readonly ground: string
  /** What its systems are used for; the first is the one that it needs most. */
  readonly uses: readonly (keyof typeof systemUses)[]
  readonly sources: readonly (keyof typeof otherSources)[]
  /** Art. 13(2)(e): must the person give the data, and what if not. */
  readonly supply: string
  /** Recipients besides those who run the systems. */
  readonly recipients: readonly string[]
}

const supplyForContract = 'You need to give us these data, or we cannot provide what you ask for.'
const supplyFree = 'You are free not to give us these data.'
const supplyByLaw = 'The law obliges us to hold these data.'

export const activityRules = {
  orders: {
    title: 'Selling and delivering to customers',
    purpose: 'take orders, deliver what was ordered and deal with returns and complaints',
    concerns: 'public',
    people: ['customers', 'business-contacts', 'children'],
    data: ['identity', 'contact', 'transactions', 'payment', 'messages'],
    basis: 'contract',
    ground: 'dealing with the people who act for our business customers',
    uses: ['customers', 'shop', 'payments', 'office', 'backup', 'other'],
    sources: ['referrals', 'agencies'],
    supply: supplyForContract,
    recipients: ['carriers', 'subcontractors'],
  },
  'client-work': {
    title: 'Advice, care, teaching or other work for clients',
    purpose: 'do the work that a client asks of us and keep the file that goes with it',
    concerns: 'public',
    people: ['customers', 'business-contacts', 'children'],
    data: ['identity', 'contact', 'transactions', 'messages', 'files', 'images'],
    basis: 'contract',
    ground: 'doing the work that a business customer asked of us',
    uses: ['customers', 'office', 'backup', 'other'],
    sources: ['referrals', 'registers', 'relatives'],
    supply: supplyForContract,
    recipients: ['other professionals (when the client asks for it)'],
  },
  bookings: {
    title: 'Bookings and appointments',
    purpose: 'arrange appointments, send reminders and know whom to expect',
    concerns: 'public',
    people: ['customers', 'business-contacts', 'children'],
    data: ['identity', 'contact', 'transactions', 'messages'],
    basis: 'contract',
    ground: 'arranging meetings with the people who act for our business customers',
    uses: ['booking', 'office'],
    sources: ['agencies', 'relatives'],
    supply: supplyForContract,
    recipients: [],
  },
  'online-accounts': {
    title: 'Customer accounts on our website or app',
    purpose: 'let customers log in, see their history and change their details',
    concerns: 'public',
    people: ['customers', 'business-contacts', 'children'],
    data: ['identity', 'contact', 'login', 'transactions', 'usage'],
    basis: 'contract',
    ground: 'giving the people who act for our business customers access to our service',
    uses: ['website', 'shop', 'customers', 'backup'],
    sources: [],
    supply: supplyForContract,
    recipients: [],
  },
  enquiries: {
    title: 'Answering enquiries and making quotations',
    purpose: 'answer people who write or telephone and prepare quotations for them',
    concerns: 'public',
    people: ['enquirers', 'customers', 'business-contacts'],
    data: ['identity', 'contact', 'messages'],
    basis: 'interests',
    ground: 'answering the people who turn to us',
    uses: ['office', 'customers', 'website'],
    sources: ['referrals'],
    supply: supplyFree,
    recipients: [],
  },
  accounts: {
    title: 'Invoices, bookkeeping and tax',
    purpose: 'issue and pay invoices, keep the books and file tax returns',
    concerns: 'public',
    people: ['customers', 'business-contacts'],
    data: ['identity', 'contact', 'transactions', 'payment'],
    basis: 'obligation',
    ground: 'tax and accounting law',
    uses: ['accounting', 'payments', 'office', 'backup'],
    sources: [],
    supply: supplyByLaw,
    recipients: ['our accountant', 'our bank', 'the tax authority'],
  },
  newsletter: {
    title: 'Newsletters and offers by e-mail',
    purpose: 'send news and offers to people who asked for them',
    concerns: 'public',
    people: ['subscribers', 'customers'],
    data: ['identity', 'contact', 'usage'],
    basis: 'consent',
    ground: 'consent given when signing up, which can be withdrawn in every message',
    uses: ['newsletter', 'customers'],
    sources: [],
    supply: supplyFree,
    recipients: [],
  },
  website: {
    title: 'Running our website and keeping it secure',
    purpose: 'show the website, keep it working and defend it against attacks',
    concerns: 'public',
    people: ['visitors'],
    data: ['usage'],
    basis: 'interests',
    ground: 'running a website that works and is secure',
    uses: ['website'],
    sources: [],
    supply: 'Without these technical data the website cannot be shown.',
    recipients: [],
  },
  analytics: {
    title: 'Website statistics',
    purpose: 'learn how visitors use the website so that we can improve it',
    concerns: 'public',
    people: ['visitors'],
    data: ['usage'],
    basis: 'consent',
    ground: 'consent given in the cookie banner, which can be withdrawn at any time',
    uses: ['analytics', 'website'],
    sources: [],
    supply: supplyFree,
    recipients: [],
  },
  suppliers: {
    title: 'Suppliers and business contacts',
    purpose: 'buy from suppliers and stay in touch with business partners',
    concerns: 'public',
    people: ['business-contacts'],
    data: ['identity', 'contact', 'messages'],
    basis: 'interests',
    ground: 'buying what we need and staying in touch with those we work with',
    uses: ['office', 'accounting', 'customers'],
    sources: ['registers', 'referrals'],
    supply: supplyFree,
    recipients: [],
  },
  cctv: {
    title: 'Cameras and access control',
    purpose: 'protect people and property on our premises and establish what happened',
    concerns: 'public',
    people: ['premises', 'customers', 'staff'],
    data: ['images', 'identity'],
    basis: 'interests',
    ground: 'protecting people and property on our premises',
    uses: ['cctv'],
    sources: [],
    supply: 'Whoever enters the marked area is recorded.',
    recipients: ['the police (after an incident)', 'our insurer (for a claim)'],
  },
  staff: {
    title: 'Employing people',
    purpose: 'plan work, manage absence, look after staff and carry out their contracts',
    concerns: 'staff',
    people: ['staff'],
    data: ['identity', 'contact', 'employment', 'login'],
    basis: 'contract',
    ground: 'the employment contract',
    uses: ['hr', 'office', 'backup'],
    sources: [],
    supply: 'You need to give us these data, or we cannot carry out the contract with you.',
    recipients: ['occupational health (where involved)', 'insurers (where involved)'],
  },
  payroll: {
    title: 'Payroll and pensions',
    purpose: 'pay staff and report tax, social security and pension contributions',
    concerns: 'staff',
    people: ['staff'],
    data: ['identity', 'contact', 'pay'],
    basis: 'obligation',
    ground: 'tax, social security and pensions law',
    uses: ['payroll', 'accounting', 'hr'],
    sources: [],
    supply: supplyByLaw,
    recipients: ['the tax authority', 'social security', 'our bank', 'the pension provider'],
  },
  recruitment: {
    title: 'Recruitment',
    purpose: 'choose among applicants and, if they are successful, prepare the contract',
    concerns: 'staff',
    people: ['applicants'],
    data: ['identity', 'contact', 'applications', 'messages'],
    basis: 'contract',
    ground: 'steps before a contract that the applicant asked for',
    uses: ['office', 'hr'],
    sources: ['agencies', 'references'],
    supply: 'You need to give us these data, or we cannot consider the application.',
    recipients: [],
  },
} as const satisfies Record<string, ActivityRule>

export type ActivityId = keyof typeof activityRules

export const activityTitles = Object.fromEntries(
  Object.entries(activityRules).map(([id, { title }]) => [id, title]),
) as Record<ActivityId, string>

/** Are people outside the firm concerned, so that they have to be informed? */
export function concernsPublic(purposes: readonly ActivityId[]): boolean {
  return purposes.some((id) => activityRules[id].concerns === 'public')
}

/** Are people who work for the firm, or apply to, concerned? */
export function concernsStaff(purposes: readonly ActivityId[]): boolean {
  return purposes.some((id) => activityRules[id].concerns === 'staff')
}
