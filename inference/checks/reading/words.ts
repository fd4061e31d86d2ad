import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Lower-case words, without their possessive; hyphenated words count as their parts. */
export function wordsOf(text: string): string[] {
  return (text.match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? []).map(bare)
}

/** `Firm’s` → `firm`. */
export function bare(word: string): string {
  return word
    .toLowerCase()
    .replace(/['’]s$/, '')
    .replace('’', "'")
}

let english: ReadonlySet<string> | undefined

/**
 * Is it in SCOWL's small British list (about 40,000 words), or among the words of today's offices
 * that this list lacks? A contraction counts as its first part.
 */
export function isEnglish(word: string): boolean {
  english ??= new Set(['a', 'i', ...listed('english'), ...listed('office')])
  return english.has(word) || english.has(word.replace(/'.*/, ''))
}

function listed(name: string): string[] {
  const file = join(import.meta.dirname, 'lists', `${name}.txt`)
  return readFileSync(file, 'utf8').trimEnd().split('\n')
}

/** The sentences of a text; a full stop after a short form such as `Art.` ends none. */
export function sentencesOf(text: string): string[] {
  return text.split(ends).filter(Boolean)
}

const ends =
  /[.!?](?<!(?<![\p{L}\p{N}])(?:Arts?|No|e\.g|i\.e|s|reg|para|cl|Ltd|Co|etc)[.!?])["”’)]?\s+(?=["“‘(]?[\p{Lu}\d[])/u

/** Letters and figures alone, in lower case, with one space between words: for finding runs of words. */
export function flat(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
