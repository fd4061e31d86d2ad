import type { FrontMatter } from './templates.ts'

const support =
  'Write to us by answering the mail that brought you the link to your order; name the order number. If a document cannot be opened or used, we put it right or give the money back. What else may be refunded is said in the terms on the order page.'

/** A document that does not apply to the firm. */
export interface OmittedDocument {
  readonly document: string
  readonly title: string
  readonly reason: string
}

/** What only the README needs besides the variables of every template. */
export function readmeVariables(
  contents: readonly FrontMatter[],
  leftOut: readonly OmittedDocument[],
) {
  return { contents, leftOut, support }
}
