import { inDigits } from '../../inference/checks/facts/figures.ts'
import { isCommonest } from '../../inference/checks/reading/grammar.ts'
import { sentencesOf } from '../../inference/checks/reading/words.ts'
import type { Slot } from '../../pack/slots.ts'

/** Share of the fact's words of meaning that a clause has to have, and with words of its own. */
const leastShare = 0.5
const leastShareBeside = 0.65
const mostBeside = 2

/**
 * The clause that says the slot's fact best: its words of meaning are those of the fact. Who is meant
 * (`the firm`, `we`) does not count; a figure that is not in the fact does.
 */
export function clauseIntoSlot(text: string, { placeholder, value }: Slot): string {
  const own = new Set(meaningOf(value))
  // What stands in brackets is often left out.
  const size = new Set(meaningOf(value.replace(/\([^)]*\)/g, ''))).size
  const [best] = sentencesOf(text)
    .flatMap(clausesOf)
    .filter(isWhole)
    .map((clause) => ({ clause, words: new Set(meaningOf(clause)) }))
    .filter(({ words }) => says(words, own, size))
    .sort(
      (a, b) => shared(b.words, own) - shared(a.words, own) || a.clause.length - b.clause.length,
    )
  return best ? text.replace(best.clause, placeholder) : text
}

/** No bracket is left behind. */
function isWhole(clause: string): boolean {
  return clause.split('(').length === clause.split(')').length
}

function says(words: ReadonlySet<string>, own: ReadonlySet<string>, size: number): boolean {
  const beside = [...words].filter((word) => !own.has(word))
  if (beside.length > mostBeside || beside.some((word) => /\d/.test(word))) return false
  const share = shared(words, own) / size
  return words.size > 1 && share >= (beside.length > 0 ? leastShareBeside : leastShare)
}

function shared(words: ReadonlySet<string>, own: ReadonlySet<string>): number {
  return [...words].filter((word) => own.has(word)).length
}

/** Every run of a sentence from one boundary of a clause to another. */
function clausesOf(sentence: string): string[] {
  const starts = [0, ...ends(sentence, /(?:\b(?:because|since|as|so that|that|and)|[,;:–])\s+/g)]
  const stops = [...begins(sentence, /[.;,:]|\s(?:for|after|within|from|of|in) (?:\[\[|\d)|$/g)]
  return starts.flatMap((from) =>
    stops.filter((to) => to > from).map((to) => sentence.slice(from, to).trim()),
  )
}

function ends(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => index + match.length)
}

function begins(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(({ index }) => index)
}

const whoever = new Set(
  'firm practice gym bakery clinic company owner must able being under these those years year'.split(
    ' ',
  ),
)

/** Words that say something, and figures, as far as spelling does not matter. */
function meaningOf(text: string): string[] {
  const plain = inDigits(text.replace(/\bsections?\b/gi, 's').replace(/\barticles?\b/gi, 'art'))
  const words = plain.toLowerCase().match(/\p{L}+|\d+/gu) ?? []
  return words
    .filter((word) => /^\d/.test(word) || (word.length > 2 && !isCommonest(word)))
    .filter((word) => !whoever.has(word))
    .map((word) => (/^\d/.test(word) ? word : word.slice(0, 5)))
}
