/** Where a text's facts can be read. */
export interface Citation {
  /** As cited: `GDPR Art. 30`. */
  readonly cite: string
  /** Null: it has no address. */
  readonly url: string | null
}
