import type { Found, SuspicionKind } from './suspicion.ts'

/** Characters that are quoted of what was found. */
const longest = 80

/** Where a sentence begins that tells somebody to do something. */
export const opening = String.raw`(?:^|[.!?:;(\n–—]\s*|\bplease,?\s+(?:also\s+|always\s+)?|\bkindly\s+)`

/** Where a word begins and ends, also with letters that `\b` does not know. */
export const left = String.raw`(?<!\p{L})`
export const right = String.raw`(?!\p{L})`

/** Any of these, separated by commas and line breaks; `…` stands for more letters. */
export function oneOf(words: string): string {
  const all = words.split(/[,\n]/).map((word) => word.trim().replaceAll('…', String.raw`\p{L}*`))
  return `(?:${all.filter(Boolean).join('|')})`
}

/** The first words that each of the patterns finds. */
export function matching(text: string, kind: SuspicionKind, patterns: readonly RegExp[]): Found[] {
  return patterns.flatMap((pattern) => {
    const words = pattern
      .exec(text)?.[0]
      .replace(/^[\s.!?:;–—]+/, '')
      .trim()
    return words ? [{ kind, words: words.slice(0, longest) }] : []
  })
}
