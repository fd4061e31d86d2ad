import type { Check } from '../reading/draft.ts'
import { lazily } from '../reading/lazily.ts'
import { dates, inDigits, type Span, timesIn, units } from './figures.ts'

/** A kind of figure: how to find its occurrences, each in one spelling. */
interface Figure {
  readonly what: string
  readonly found: (text: string) => readonly string[]
  /** The same in the grounds, where it differs. */
  readonly given?: (text: string) => readonly string[]
  /** Is what the answer says covered by what the grounds say? */
  readonly covers: (said: string, ground: string) => boolean
}

const same = (said: string, ground: string) => said === ground

const figures: readonly Figure[] = [
  { what: 'number', found: numbers, given: givenNumbers, covers: same },
  { what: 'period', found: periods, covers: same },
  // A month without its year, or without its day, is covered by the whole date.
  { what: 'date', found: dates, covers: (said, ground) => ` ${ground} `.includes(` ${said} `) },
  // `article 30` is covered by `article 30(1)(a)`, not the other way round.
  {
    what: 'provision',
    found: provisionNames,
    covers: (said, ground) => `${ground}(`.startsWith(`${said}(`),
  },
]

/** Every figure of the answer has to occur in the task, the evidence or the answers. */
export const grounding: Check = ({ texts, grounds }) => {
  const stated = texts.map(({ path, raw, slots }) => ({
    path,
    text: slots ? withoutFacts(raw) : raw,
  }))
  return figures.flatMap(({ what, found, given = found, covers }) => {
    // In an answer it is a way of speaking, and in the grounds it covers 30 minutes.
    const known = lazily(() => given(grounds.replace(/\bhalf an hour\b/gi, '30 minutes')))
    return stated.flatMap(({ path, text }) =>
      found(text)
        .filter((said) => !known().some((ground) => covers(said, ground)))
        .map((said) => `${path}: the ${what} "${said}" was not given; leave it out`),
    )
  })
}

/** Times and provisions in words are the matter of `outside` where an artefact has slots. */
function withoutFacts(raw: string): string {
  return [...timesIn(raw), ...provisions(raw)].reduce(
    (text, { said }) => text.replace(said, ' '),
    raw,
  )
}

/** Number words up to this one only count what the text itself lists. */
const counting = 12

/** `(1) … (2) …`, `1) …`, `Step 2:` and "round the clock" state no figure. */
const numerals = /\b[Ss]teps? [1-9]\b|(?<![\p{L}\p{N}])\(?[1-9]\)(?=\s)|\b24\/7\b/gu

/** `1,200` → `1200`; `72-hour` → `72`; number words too, but for those that count. */
function numbers(text: string): string[] {
  // `B2B` is a name, not a number.
  const stated = text.replace(numerals, '').replace(/\p{L}\d+/gu, '')
  const worded = digitsIn(inDigits(stated)).filter((number) => Number(number) > counting)
  return [...new Set([...digitsIn(stated), ...worded])]
}

/** All figures of the grounds, counting words and equal periods too: `six years` covers `72 months`. */
function givenNumbers(text: string): string[] {
  const equal = periods(text).flatMap(countsOf)
  return [...new Set([...digitsIn(text), ...digitsIn(inDigits(text)), ...equal])]
}

/** `3 day` → 3 and, as hours, 72. */
function countsOf(said: string): string[] {
  const [count = '', unit = ''] = said.split(' ')
  const smaller = { year: 12, day: 24 }[unit]
  return smaller ? [count, String(Number(count) * smaller)] : [count]
}

function digitsIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number.replaceAll(',', ''))
}

const period = new RegExp(
  `(?<!\\d)(\\d+)(?: \\(\\w+\\))?[\\s-]+(?:(working|business)\\s+|(?:calendar|full|more)\\s+)?(${units.join('|')})s?\\b`,
  'gi',
)

/** Shorter ones (`for a minute`) are a way of speaking, and so is `one day`. */
const oneOf =
  /\b(within|after|for) an? (week|fortnight|month|quarter|year|(?<=within a )day|(?<=within an )hour)\b/gi
const someDay = /(?<!\b(?:within|after|for|in) )\bone day\b/gi

/** `seventy-two hours`, `72-hour`, `3 days` → `3 day`; `5 working days` → `5 working day`. */
export function periods(text: string): string[] {
  const counted = inDigits(text.replace(someDay, '')).replace(oneOf, '$1 1 $2')
  return [...counted.matchAll(period)].map(([, count, working, unit]) => {
    const name = unit!.toLowerCase()
    return working ? `${Number(count)} working ${name}` : inLargest(Number(count), name)
  })
}

/** Of equal periods one spelling: 12 months are a year, 72 hours 3 days, but 24 hours no day. */
function inLargest(count: number, unit: string): string {
  if (unit === 'month' && count % 12 === 0) return `${count / 12} year`
  if (unit === 'hour' && count % 24 === 0 && count > 24) return `${count / 24} day`
  return `${count} ${unit}`
}

const provision =
  /\b(art(?:icle|s|\.)?s?|s(?:ections?|\.)?|recitals?|reg(?:ulation|\.)?s?|annex|schedule|chapter|clause)\.?\s*(\d+[A-Z]{0,2})((?: ?\([0-9a-z]{1,4}\)| (?:lit\.?|letter|point) ?\(?[a-z]\)?(?![\p{L}]))*)/giu

/** `Art. 30(1)(a)`, `Articles 30(1)(a)` → `art 30(1)(a)`, each where it stands. */
export function provisions(text: string): (Span & { readonly short: string })[] {
  // Without a figure there is none, and most sentences have none.
  if (!/\d/.test(text)) return []
  return [...text.matchAll(provision)].map(({ 0: said, 1: kind, 2: number, 3: inner, index }) => {
    const short = kind!.toLowerCase().slice(0, /^s(?!ch)/i.test(kind!) ? 1 : 3)
    return { at: index, said, short: `${short} ${number!.toUpperCase()}${pointsOf(inner!)}` }
  })
}

/** ` (1) lit. b` → `(1)(b)`. */
function pointsOf(inner: string): string {
  const points = inner.toLowerCase().replace(/(?:lit\.?|letter|point) ?\(?([a-z])\)?/g, '($1)')
  return points.replaceAll(' ', '')
}

function provisionNames(text: string): string[] {
  return provisions(text).map(({ short }) => short)
}
