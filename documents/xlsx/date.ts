/** 1 January 1970 as a workbook counts days. */
const epoch = 25_569
const day = 86_400_000

/** The number that a workbook holds for a date such as 21 November 2026; null for other words. */
export function daysOf(words: string): number | null {
  if (!/^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(words)) return null
  const time = Date.parse(`${words} UTC`)
  return Number.isNaN(time) ? null : epoch + time / day
}
