/** Whatever may stand before an @ where mail is sent, and the accents and quotes that people type. */
const local = String.raw`[\p{L}\p{M}\p{N}.!#$%&'’*+\/=?^_\x60{|}~\-]+`
const email = String.raw`${local}@[\p{L}\p{M}\p{N}\-]+(?:\.[\p{L}\p{M}\p{N}\-]+)+`

const date = '(?!\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}(?!\\d))'
const gap = '[\\s().\\/\\u2010-\\u2013-]{0,3}'

/** Seven digits and more after `+` or `0`, else nine and more; spaces, dashes and brackets between. */
const telephone = `(?<![\\p{L}\\p{N}])${date}(?:\\(?(?:\\+|0)${gap}\\d(?:${gap}\\d){5,16}|\\d(?:${gap}\\d){8,18})(?![\\p{L}\\p{N}])`

/** What is personal by its form, whoever it belongs to; sources of patterns for the flags `iu`. */
export const personal = { email, telephone }

const whole = new RegExp(`^(?:${email}|${telephone})$`, 'iu')

/** What stands in the place of an address or number; what is neither stays. */
export function inWords(found: string): string {
  if (!whole.test(found)) return found
  return found.includes('@') ? 'an e-mail address' : 'a number'
}

/** Country and check digits, then groups of four with or without spaces; typed small, without. */
const iban =
  /(?<![\p{L}\p{N}])(?:[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?|[a-z]{2}\d{2}[a-z0-9]{11,30})(?![\p{L}\p{N}])/gu

export function withoutAccounts(text: string): string {
  return text.replace(iban, 'an account number')
}

/** Digits that two spellings of a telephone number have in common at their end, at least. */
const least = 7

/** `+44 131 496 0142` and `(0131) 4960142`: the same but for the country's and the trunk prefix. */
export function sameNumber(one: string, other: string): boolean {
  if (/\p{L}/u.test(one) || /\p{L}/u.test(other)) return false
  const [short, long] = [one, other].map(nationalDigits).sort((a, b) => a.length - b.length)
  return short!.length >= least && long!.endsWith(short!) && long!.length - short!.length <= 3
}

function nationalDigits(number: string): string {
  return number
    .replace(/^\s*\+?[\d\s]*\(0\)/, (prefix) => prefix.replace('(0)', ''))
    .replace(/\D/g, '')
    .replace(/^0+/, '')
}
