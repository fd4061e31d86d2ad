import type { Check } from './draft.ts'
import { dates, inDigits, units } from './figures.ts'

/** A kind of figure: how to find its occurrences, each in one spelling. */
interface Figure {
  readonly what: string
  readonly found: (text: string) => readonly string[]
  /** Is what the answer says covered by what the grounds say? */
  readonly covers: (said: string, ground: string) => boolean
}

const same = (said: string, ground: string) => said === ground

const figures: readonly Figure[] = [
  { what: 'number', found: numbers, covers: same },
  { what: 'period', found: periods, covers: same },
  // A month without its year, or without its day, is covered by the whole date.
  { what: 'date', found: dates, covers: (said, ground) => ` ${ground} `.includes(` ${said} `) },
  // `article 30` is covered by `article 30(1)(a)`, not the other way round.
  {
    what: 'provision',
    found: provisions,
    covers: (said, ground) => `${ground}(`.startsWith(`${said}(`),
  },
]

/** Every figure of the answer has to occur in the task, the evidence or the answers. */
export const grounding: Check = ({ texts, grounds }) =>
  figures.flatMap(({ what, found, covers }) => {
    const known = found(grounds)
    return texts.flatMap(({ path, text }) =>
      found(text)
        .filter((said) => !known.some((ground) => covers(said, ground)))
        .map((said) => `${path}: the ${what} "${said}" was not given; leave it out`),
    )
  })

/** `1,200` → `1200`; `72-hour` → `72`; number words too, but for one and two, which seldom count. */
function numbers(text: string): string[] {
  const worded = digitsIn(inDigits(text)).filter((number) => Number(number) > 2)
  return [...new Set([...digitsIn(text), ...worded])]
}

function digitsIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number.replaceAll(',', ''))
}

const period = new RegExp(
  `(\\d+)[\\s-]+(?:(?:working|calendar|full|more)\\s+)?(${units.join('|')})s?\\b`,
  'gi',
)

/** `seventy-two hours`, `72-hour` → `72 hour`. */
function periods(text: string): string[] {
  return [...inDigits(text).matchAll(period)].map(
    ([, count, unit]) => `${Number(count)} ${unit!.toLowerCase()}`,
  )
}

const provision =
  /\b(art(?:icle|s|\.)?s?|s(?:ections?|\.)?|recitals?|reg(?:ulation|\.)?s?|annex|schedule|chapter|clause)\.?\s*(\d+[A-Z]{0,2})((?:\([0-9a-z]{1,4}\))*)/gi

/** `Art. 30(1)(a)`, `Articles 30(1)(a)` → `art 30(1)(a)`. */
function provisions(text: string): string[] {
  return [...text.matchAll(provision)].map(([, kind, number, inner]) => {
    const short = kind!.toLowerCase().slice(0, /^s(?!ch)/i.test(kind!) ? 1 : 3)
    return `${short} ${number!.toUpperCase()}${inner!.toLowerCase()}`
  })
}
