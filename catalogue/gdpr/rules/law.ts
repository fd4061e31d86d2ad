/** What the law fixes and a legislator may change: one place, dated. */

/** ISO date; the state of the law in every text of the pack. */
export const lawAsOf = '2026-11-20'

/** Hours; Art. 33(1). A proposal to make it 96 in the EU was not law on `lawAsOf`. */
export const breachHours = 72

/** Staff; Art. 30(5). Proposals to raise it were not law on `lawAsOf`. */
export const recordThreshold = 250

/** Months; Art. 12(3). */
export const answerMonths = 1
export const extensionMonths = 2

/** Days; s. 164A Data Protection Act 2018. */
export const complaintDays = 30

/** Weeks for the authority's advice, and those it may add; Art. 36(2). */
export const consultationWeeks = 8
export const consultationExtraWeeks = 6

/** Days between two reviews of a document; our rule, not the law's. */
export const reviewDays = 365

/** The names by which the documents call the law. */
export function lawNames(eu: boolean, uk: boolean) {
  const gdpr = 'the General Data Protection Regulation (EU) 2016/679'
  const ukGdpr = 'the UK GDPR and the Data Protection Act 2018'
  if (eu && uk) return { full: `${gdpr}, ${ukGdpr}`, short: 'GDPR and UK GDPR' }
  return eu ? { full: gdpr, short: 'GDPR' } : { full: ukGdpr, short: 'UK GDPR' }
}
