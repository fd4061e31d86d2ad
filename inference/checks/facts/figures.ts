export const months =
  'january february march april may june july august september october november december'.split(' ')

export const units = 'minute hour day week fortnight month quarter year'.split(' ')

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const large = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
])

const worded = new RegExp(
  `\\b(?:(${tens.join('|')})(?:[- ](${ones.slice(1, 10).join('|')}))?|(${ones.join('|')})|(${[...large.keys()].join('|')}))\\b`,
  'gi',
)

const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bhalf a year\b/gi, '6 months'],
  [/\b(?:a|one) decade\b/gi, '10 years'],
  [/\ba couple of\b/gi, 'two'],
]

/** The text with its number words in digits: `seventy-two hours` → `72 hours`, `half a year` → `6 months`. */
export function inDigits(text: string): string {
  const stated = phrases.reduce((all, [phrase, digits]) => all.replace(phrase, digits), text)
  return stated.replace(worded, (_, ten, one, small, many) =>
    String(valueOf(ten) + valueOf(one) + valueOf(small) + valueOf(many)),
  )
}

function valueOf(word: string | undefined): number {
  const lower = word?.toLowerCase() ?? ''
  if (tens.includes(lower)) return 20 + 10 * tens.indexOf(lower)
  return large.get(lower) ?? Math.max(0, ones.indexOf(lower))
}

/** A length of time in words or figures, where it stands: `six years`, `72-hour`, `within a day`. */
const span = new RegExp(
  `\\b(?:\\d+|(?:${tens.join('|')})(?:[- ](?:${ones.slice(1, 10).join('|')}))?|${ones.slice(1).join('|')}|a dozen)(?: \\(\\w+\\))?[\\s-]+(?:(?:working|business|calendar|full|more)\\s+)?(?:${units.join('|')})s?\\b|(?<=\\b(?:within|after|for) )an? (?:week|fortnight|month|quarter|year|(?<=within a )day|(?<=within an )hour)\\b|\\b\\d+ ?(?:h|hrs?|mins?|yrs?)\\b|\\ba fortnight\\b|\\b(?:half a year|a decade|a couple of (?:${units.join('|')})s)\\b`,
  'gi',
)

const someDay = /(?<!\b(?:within|after|for|in) )\bone day\b/gi

export interface Span {
  readonly at: number
  readonly said: string
}

export function timesIn(text: string): Span[] {
  const stated = text.replace(someDay, (said) => ' '.repeat(said.length))
  return [...stated.matchAll(span)].map(({ 0: said, index }) => ({ at: index, said }))
}

const month = months.join('|')
const longDate = new RegExp(`(?:(\\d{1,2})\\s+)?\\b(${month})\\b(?:\\s+(\\d{4}))?`, 'gi')

/** `21 November 2026` and `2026-11-21` → `21 november 2026`. */
export function dates(text: string): string[] {
  const long = [...text.matchAll(longDate)].filter(([, day, , year]) => day || year)
  const iso = [...text.matchAll(/(\d{4})-(\d{2})-(\d{2})/g)]
  return [
    ...long.map(([, day, name, year]) =>
      [day && Number(day), name!.toLowerCase(), year].filter(Boolean).join(' '),
    ),
    ...iso.map(([, year, at, day]) => `${Number(day)} ${months[Number(at) - 1]} ${year}`),
  ]
}
