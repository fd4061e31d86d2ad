/** The words of a name, without case or signs. */
export function wordsIn(name: string): string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Whole words, or Go would be meant by Google. */
export function isWithin(name: string, other: string): boolean {
  const words = wordsIn(name)
  const others = wordsIn(other)
  return words.length > 0 && words.every((word) => others.includes(word))
}

/** `Intuit (Mailchimp)` means Intuit, and so does `Mailchimp`. */
export function isAlike(name: string, other: string): boolean {
  return isWithin(name, other) || isWithin(other, name)
}

/** The same words, whether or not an article stands before them. */
export function isSame(name: string, other: string): boolean {
  const bare = (written: string) =>
    wordsIn(written)
      .filter((word) => word !== 'the')
      .join(' ')
  return bare(name) !== '' && bare(name) === bare(other)
}
