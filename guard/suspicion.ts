/** What may be in an answer that must not be said to a model. */
export const suspicionKinds = ['person', 'number', 'health', 'instruction', 'scope'] as const

export type SuspicionKind = (typeof suspicionKinds)[number]

/** The words of an answer that look so. */
export interface Found {
  readonly kind: SuspicionKind
  readonly words: string
}

export interface Suspicion extends Found {
  /** Of the answer: `company.description`. */
  readonly path: string
  /** Of its question. */
  readonly title: string
  /** In full, as a model would be told it. */
  readonly answer: string
}
