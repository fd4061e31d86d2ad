/** A statement that a text must not make, by the words in which it is made. */
export interface Unwanted {
  /** What makes the statement, looked for sentence by sentence. Only bounded repeats, so that it stays fast. */
  readonly said: RegExp
  /** Words in the same sentence that make it something else: a condition, a question, a denial. */
  readonly unless?: RegExp
  /** The same, looked for only before the statement. */
  readonly unlessBefore?: RegExp
  /** What to do about it, as a clause in the imperative. */
  readonly instead: string
  /** Looked for in the whole text: what it does not say. */
  readonly whole?: true
  /** Path of the texts that are meant, or its first keys; absent: all. */
  readonly at?: string
}
