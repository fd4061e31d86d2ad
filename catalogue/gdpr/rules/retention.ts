import type { GdprAnswers } from '../questionnaire.ts'
import { claims } from './claims.ts'
import type { RowId } from './implied.ts'
import { lawsOf } from './law.ts'
import type { Period, RetentionPlace, RetentionRule } from './retention-rule.ts'
import { applicationsOf, filesOf } from './sector-retention.ts'

const untilClaimsEnd = 'claims under a contract can be brought for [claims]'
const taxUk = 'HMRC requires up to six years'
const taxEu = 'national tax and accounting law requires the records for this long'
export const ownRule = '(our own period)'

/** What the website loads from others differs by firm: times stand where the entries do. */
const cookieNotice = {
  trigger: 'the visit',
  period: 'the time that the cookie notice names',
  reason: 'each entry ends by itself then',
}

export const retentionRules: Readonly<Record<RowId, RetentionRule>> = {
  orders: {
    record: 'Orders, contracts and delivery records',
    trigger: 'the completion of the contract',
    period: { uk: 'claims', eu: 'accounts' },
    reason: untilClaimsEnd,
    reasonEu: taxEu,
  },
  'client-work': {
    record: 'Client files',
    trigger: 'the end of the work for the client',
    period: { uk: 'claims', eu: 'accounts' },
    reason: untilClaimsEnd,
    reasonEu: taxEu,
  },
  bookings: {
    record: 'Bookings and appointments',
    trigger: 'the appointment',
    period: '12 months',
    reason: `questions about an appointment come within a year ${ownRule}`,
  },
  'online-accounts': {
    record: 'Customer accounts',
    trigger: 'the last log-in',
    period: '24 months',
    reason: `an account that nobody uses any more has no purpose ${ownRule}`,
  },
  enquiries: {
    record: 'Enquiries and quotations',
    trigger: 'the last message',
    period: '12 months',
    reason: `people come back to a quotation within a year ${ownRule}`,
  },
  accounts: {
    record: 'Invoices, receipts and books',
    trigger: 'the end of the financial year',
    period: { uk: '6 years', eu: 'accounts' },
    reason: taxUk,
    reasonEu: taxEu,
  },
  newsletter: {
    record: 'Newsletter addresses',
    trigger: 'unsubscribing',
    period: '1 month',
    reason: 'consent has ended; only the address stays on a list that stops further messages',
  },
  website: {
    record: 'Server logs',
    trigger: 'the visit',
    period: '3 months',
    reason: `attacks are traced within this time ${ownRule}`,
  },
  analytics: {
    record: 'Website statistics',
    trigger: 'the visit',
    period: '13 months',
    reason: `one year can be compared with the one before ${ownRule}`,
  },
  advertising: {
    record: 'Entries of advertising and pixels on devices',
    ...cookieNotice,
  },
  'embedded-content': {
    record: 'Entries of embedded content on devices',
    ...cookieNotice,
  },
  suppliers: {
    record: 'Supplier and business contacts',
    trigger: 'the last contact',
    period: '24 months',
    reason: `invoices are kept with the books, and the contact alone loses its use ${ownRule}`,
  },
  cctv: {
    record: 'Camera recordings and entry logs',
    trigger: 'the recording',
    period: { uk: '30 days', eu: '72 hours' },
    reason:
      'incidents are noticed within this time; footage of an incident is kept until it is closed',
  },
  staff: {
    record: 'Staff files',
    trigger: 'the end of the employment',
    period: { uk: 'claims', eu: 'staff' },
    reason: untilClaimsEnd,
    reasonEu: 'national employment law requires or allows the file for this long',
  },
  payroll: {
    record: 'Payroll records',
    trigger: 'the end of the tax year',
    period: { uk: 'claims', eu: 'accounts' },
    reason: 'claims about pay can be brought for [claims], and HMRC requires at least three',
    reasonEu: 'national tax and social security law requires the records for this long',
  },
  recruitment: {
    record: 'Applications of people who were not appointed',
    trigger: 'the decision',
    period: '6 months',
    reason: 'a rejected applicant may bring a discrimination claim in the months that follow',
  },
  accountability: {
    record: 'Requests, complaints and the breach log',
    trigger: 'the closing of the case',
    period: '3 years',
    reason: 'we must be able to show that we kept to the law (Article 5(2))',
  },
}

export function retentionPlaceOf({ place, company }: GdprAnswers): RetentionPlace {
  return {
    sector: company.sector,
    filesYears: place.filesYears,
    applicationMonths: place.applicationMonths,
    memberState: place.where === 'uk' ? undefined : place.memberState,
    ...lawsOf(place.where),
    accountsYears: place.accountsYears ?? 0,
    staffYears: place.staffYears ?? place.accountsYears ?? 0,
    ukPart: place.ukPart ?? 'several',
  }
}

/** Of every consent, whatever it was given for. */
export const consentProof: { readonly id: string; readonly rule: RetentionRule } = {
  id: 'consent-proof',
  rule: {
    record: 'Proof of consent',
    trigger: 'the withdrawal of the consent',
    period: '3 years',
    reason: `consent has to be provable (Article 7(1)), also when questions come up later ${ownRule}`,
  },
}

/** The rule of an activity, as the firm's sector and country have it. */
export function retentionRuleOf(id: RowId, place: RetentionPlace): RetentionRule {
  const usual = retentionRules[id]
  if (id === 'client-work') return filesOf(place, usual)
  return id === 'recruitment' ? applicationsOf(place, usual) : usual
}

/** `6 years`, or `6 years (UK), 10 years (EU or EEA)` where the two differ. */
export function periodText(period: Period, place: RetentionPlace): string {
  if (typeof period === 'string') return period
  const eu = euPeriod(period.eu, place)
  const uk = period.uk === 'claims' ? `${claims[place.ukPart].years} years` : period.uk
  if (place.eu && place.uk && eu !== uk) return `${uk} (UK), ${eu} (EU or EEA)`
  return place.uk ? uk : eu
}

function euPeriod(rule: string, { accountsYears, staffYears }: RetentionPlace): string {
  if (rule !== 'accounts' && rule !== 'staff') return rule
  const years = rule === 'accounts' ? accountsYears : staffYears
  return years === 1 ? '1 year' : `${years} years`
}

export function reasonText(rule: RetentionRule, place: RetentionPlace): string {
  const reason = rule.reason.replace('[claims]', claims[place.ukPart].words)
  if (rule.reasonEu === undefined || !place.eu) return reason
  return place.uk ? `in the UK, ${reason}; in the EU or EEA, ${rule.reasonEu}` : rule.reasonEu
}
