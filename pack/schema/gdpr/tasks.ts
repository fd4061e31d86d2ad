import { concernsPublic } from './activities.ts'
import type { GdprAnswers } from './questionnaire.ts'

/** A gap in the answers that becomes a dated task of the 90-day plan. */
export interface TaskRule {
  readonly id: string
  readonly title: string
  /** Days after the order. */
  readonly days: number
  /** Why it matters, one sentence. */
  readonly why: string
  /** Key of `knowledge/gdpr/sources.yaml`. */
  readonly source: string
  /** Citation as printed. */
  readonly cite: string
  /** Catalogue number of the document that serves the task. */
  readonly document: string | null
  readonly when: (answers: GdprAnswers) => boolean
}

const isIn = (value: string, ...wanted: readonly string[]) => wanted.includes(value)

/** In order of their dates; ties as they stand here. */
export const taskRules: readonly TaskRule[] = [
  {
    id: 'record',
    title: 'Check and sign the record of processing',
    days: 7,
    why: 'Every other document builds on it, and an authority asks for it first.',
    source: 'gdpr-30',
    cite: 'Art. 30',
    document: '01',
    when: () => true,
  },
  {
    id: 'breach-log',
    title: 'Start the breach log and name who decides',
    days: 14,
    why: 'Every breach has to be documented, also when nobody has to be told.',
    source: 'gdpr-33',
    cite: 'Art. 33(5)',
    document: '05',
    when: ({ practice }) => practice.breachLog === 'no',
  },
  {
    id: 'notice',
    title: 'Publish the privacy notice',
    days: 14,
    why: 'People must be told when their data are collected.',
    source: 'gdpr-13',
    cite: 'Arts 12 to 14',
    document: '02',
    when: ({ use, practice }) => practice.notice === 'no' && concernsPublic(use.purposes),
  },
  {
    id: 'mfa',
    title: 'Switch on multi-factor authentication everywhere',
    days: 14,
    why: 'It stops most account take-overs, the commonest serious breach of a small firm.',
    source: 'gdpr-32',
    cite: 'Art. 32',
    document: null,
    when: ({ practice }) => practice.mfa === 'no',
  },
  {
    id: 'complaints',
    title: 'Open an easy way to complain about data protection',
    days: 14,
    why: 'UK law has required it since 19 June 2026.',
    source: 'dpa-164a',
    cite: 'DPA 2018 s. 164A',
    document: '08',
    when: ({ place, practice }) => place.where !== 'eu' && practice.complaints !== 'yes',
  },
  {
    id: 'requests',
    title: 'Tell everybody what to do when someone asks for their data',
    days: 21,
    why: 'The month to answer runs from the day on which anyone in the firm gets the request.',
    source: 'gdpr-12',
    cite: 'Art. 12',
    document: '08',
    when: ({ practice }) => practice.requests === 'no',
  },
  {
    id: 'contracts',
    title: 'Put a data processing agreement in place with each vendor',
    days: 30,
    why: 'A processor may only be used under a contract with the terms of Article 28(3).',
    source: 'gdpr-28',
    cite: 'Art. 28(3)',
    document: '01',
    when: ({ practice }) => practice.contracts === 'no',
  },
  {
    id: 'transfers',
    title: 'Settle the safeguard of each transfer abroad',
    days: 30,
    why: 'Data may leave only with a safeguard that the law knows.',
    source: 'gdpr-44',
    cite: 'Arts 44 to 49',
    document: '01',
    when: ({ transfers }) =>
      transfers.outside === 'yes' && transfers.list.some(({ safeguard }) => safeguard === 'none'),
  },
  {
    id: 'hosting',
    title: 'Find out where each system keeps its data',
    days: 30,
    why: 'A system in another country may be a transfer that the notice has to name.',
    source: 'gdpr-30',
    cite: 'Art. 30(1)(e)',
    document: '01',
    when: ({ systems, transfers }) =>
      systems.some(({ hosting }) =>
        isIn(hosting, 'unknown', ...(transfers.outside === 'no' ? ['us', 'elsewhere'] : [])),
      ),
  },
  {
    id: 'cookies',
    title: 'Make the website ask before it sets cookies that are not needed',
    days: 30,
    why: 'Storing or reading them without consent is lawful only under an exception.',
    source: 'eprivacy-5',
    cite: 'ePrivacy Directive Art. 5(3); PECR reg. 6',
    document: '02',
    when: ({ use, practice }) => use.purposes.includes('analytics') && practice.cookies !== 'yes',
  },
  {
    id: 'special',
    title: 'Confirm the condition for specially protected data',
    days: 30,
    why: 'They may be used only under a condition of Article 9 or 10, written down beforehand.',
    source: 'gdpr-9',
    cite: 'Arts 9 and 10',
    document: '01',
    when: ({ use }) => use.specialOfCustomers.length + use.specialOfStaff.length > 0,
  },
  {
    id: 'dpo',
    title: 'Appoint a data protection officer',
    days: 30,
    why: 'Watching people or using specially protected data at large scale as core business requires one.',
    source: 'gdpr-37',
    cite: 'Art. 37(1)',
    document: '01',
    when: ({ use, privacy }) => use.largeScale === 'yes' && privacy.dpo === 'no',
  },
  {
    id: 'encryption',
    title: 'Encrypt and lock every laptop and telephone',
    days: 30,
    why: 'A lost device that nobody can read seldom puts people at risk.',
    source: 'gdpr-32',
    cite: 'Art. 32(1)(a)',
    document: null,
    when: ({ practice }) => practice.encryption === 'no',
  },
  {
    id: 'backups',
    title: 'Set up backups and try to restore one',
    days: 45,
    why: 'The law asks that data can be restored in good time after an incident.',
    source: 'gdpr-32',
    cite: 'Art. 32(1)(c)',
    document: null,
    when: ({ practice }) => practice.backups === 'no',
  },
  {
    id: 'access',
    title: 'Review who has access to what',
    days: 45,
    why: 'People should reach only the data that their work needs, and nothing after they leave.',
    source: 'gdpr-32',
    cite: 'Arts 5(1)(f) and 32',
    document: null,
    when: ({ practice }) => practice.access === 'no',
  },
  {
    id: 'training',
    title: 'Train everybody for half an hour',
    days: 45,
    why: 'Most breaches start with an honest mistake, and staff act only on instructions they know.',
    source: 'gdpr-32',
    cite: 'Art. 32(4)',
    document: '05',
    when: ({ practice }) => practice.training === 'no',
  },
  {
    id: 'representative',
    title: 'Check whether you need a representative in the other territory',
    days: 45,
    why: 'Selling regularly into the EU or the United Kingdom without an office there may require one.',
    source: 'gdpr-27',
    cite: 'Art. 27',
    document: '01',
    when: ({ place }) =>
      place.where === 'both' && place.offices !== 'both' && !place.representative,
  },
  {
    id: 'automated',
    title: 'Give people a way to have automated decisions looked at by a person',
    days: 45,
    why: 'Whoever is affected may ask for human intervention and contest the decision.',
    source: 'gdpr-22',
    cite: 'Art. 22; UK Arts 22A to 22D',
    document: '08',
    when: ({ use }) => use.automated === 'yes',
  },
  {
    id: 'children',
    title: 'Explain your use of data in words that children understand',
    days: 60,
    why: 'Children merit specific protection and must be able to follow what they are told.',
    source: 'gdpr-12',
    cite: 'Art. 12(1)',
    document: '02',
    when: ({ use }) => use.people.includes('children'),
  },
  {
    id: 'retention',
    title: 'Delete what the retention schedule says is due',
    days: 60,
    why: 'Data that are no longer needed must go; they can also no longer be lost.',
    source: 'gdpr-5',
    cite: 'Art. 5(1)(e)',
    document: '09',
    when: ({ practice }) => practice.retention === 'no',
  },
  {
    id: 'review',
    title: 'Look back at the plan and set the date of the next review',
    days: 90,
    why: 'You must be able to show that you keep to the law, not only that you once started.',
    source: 'gdpr-5',
    cite: 'Art. 5(2)',
    document: null,
    when: () => true,
  },
]
