import type { FrontMatter } from '../text/templates.ts'

const support =
  'Answer the e-mail that brought your receipt, and name the order. If a document is missing, does not open or is not what the shop described, we put it right or pay your money back. The terms that you agreed to say what else is refunded.'

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
