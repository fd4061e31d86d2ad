import { z } from 'zod'
import { isoDate, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'

/** The law that applies to a firm: of the EU, of the United Kingdom, or both. */
export interface Laws {
  readonly eu: boolean
  readonly uk: boolean
}

export function lawsOf(where: GdprAnswers['place']['where']): Laws {
  return { eu: where !== 'uk', uk: where !== 'eu' }
}

/** What the law fixes and a legislator may change: one place, dated. */

/** ISO date; the state of the law in every text of the pack. */
export const lawAsOf = '2026-11-20'

/** Days between two reviews of a document; our rule, not the law's. */
export const reviewDays = 365

export const lawShape = z.strictObject({
  /** The names by which the documents call the law. */
  full: words,
  short: words,
  asOf: isoDate,
  /** Hours; Art. 33(1). A proposal to make it 96 in the EU was not law on `lawAsOf`. */
  breachHours: z.int(),
  /** Staff; Art. 30(5). Proposals to raise it were not law on `lawAsOf`. */
  recordThreshold: z.int(),
  /** Months; Art. 12(3). */
  answerMonths: z.int(),
  extensionMonths: z.int(),
  /** Days; s. 164A Data Protection Act 2018. */
  complaintDays: z.int(),
  /** Weeks for the authority's advice, and those it may add; Art. 36(2). */
  consultationWeeks: z.int(),
  consultationExtraWeeks: z.int(),
})

const figures = {
  breachHours: 72,
  recordThreshold: 250,
  answerMonths: 1,
  extensionMonths: 2,
  complaintDays: 30,
  consultationWeeks: 8,
  consultationExtraWeeks: 6,
}

/** The law of where a firm works. */
export function lawOf(eu: boolean, uk: boolean): z.infer<typeof lawShape> {
  return { ...namesOf(eu, uk), asOf: lawAsOf, ...figures }
}

function namesOf(eu: boolean, uk: boolean) {
  const gdpr = 'the General Data Protection Regulation (EU) 2016/679'
  const ukGdpr = 'the UK GDPR and the Data Protection Act 2018'
  if (eu && uk) return { full: `${gdpr}, ${ukGdpr}`, short: 'GDPR and UK GDPR' }
  return eu ? { full: gdpr, short: 'GDPR' } : { full: ukGdpr, short: 'UK GDPR' }
}
