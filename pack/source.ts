/** Where a section's present text comes from. */
export type Source = 'model' | 'cache' | 'static' | 'reviewed' | 'withheld'

/** Is the text more than our standard one? */
export function isTailored(source: Source): boolean {
  return source !== 'static' && source !== 'withheld'
}

/** What a source is called, wherever a person meets it. */
export interface SourceWords {
  /** In the lists of README and AI notice. */
  readonly standing: string
  /** On the order page. */
  readonly mark: string
  /** Above the text in a document. */
  readonly heading: string
  /** One sentence, for the customer. */
  readonly sentence: string
  /** In the changelog: what the text is that took its place. */
  readonly successor: string
}

export const standard = 'This section has our standard text, complete as it is'

const larger = 'Written by the larger language model, in place of the smaller one’s text'

/** The one table of these words. */
export const sourceWords: Readonly<Record<Source, SourceWords>> = {
  model: {
    standing: 'tailored',
    mark: 'Tailored',
    heading: 'Tailored to your answers by a language model',
    sentence: 'Tailored to your answers by a language model and checked by our rules.',
    successor: larger,
  },
  cache: {
    standing: 'reused',
    mark: 'Tailored, reused',
    heading: 'Tailored for a firm like yours by a language model',
    sentence: 'Tailored for a firm like yours by a language model and checked by our rules.',
    successor: larger,
  },
  reviewed: {
    standing: 'reviewed',
    mark: 'Tailored, approved',
    heading: 'Tailored to your answers by a language model and approved by a person of ours',
    sentence: 'Tailored to your answers and approved by a person of ours.',
    successor: larger,
  },
  static: {
    standing: 'standard text',
    mark: 'Standard text',
    heading: 'Standard text',
    sentence: `${standard}.`,
    successor: 'Tailored to your answers, in place of standard text',
  },
  withheld: {
    standing: 'withheld',
    mark: 'Not included',
    heading: 'Not included',
    sentence:
      'Not included: this part is only ever written for you, never filled with standard text.',
    successor: 'Written for you; it was not included before',
  },
}
