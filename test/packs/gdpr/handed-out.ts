import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { piecesOf } from '../../../documents/text/handouts.ts'
import type { Answers } from '../../../pack/order.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

export const firmNamed = (name: string): Answers => {
  const firm = firms.find((one) => one.name === name)
  if (firm === undefined) throw new Error(`${name} is gone from dev/samples.`)
  return firm.answers
}

export const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))

/** Why a document is left out; undefined where it is not. */
export const reasonFor = (answers: Answers, number: string) =>
  viewOf(answers).leftOut.find((one) => one.number === number)?.reason

/** The pages of a document that are handed out, each by itself. */
export function handoutsOf(answers: Answers, document: string): string[] {
  return piecesOf(textOf(answers, document)).flatMap(({ isHandout, markdown }) =>
    isHandout ? [markdown] : [],
  )
}

/** What is said before the first of them, to the customer alone. */
export function workingPageOf(answers: Answers, document: string): string {
  return piecesOf(textOf(answers, document)).at(0)?.markdown ?? ''
}

function textOf(answers: Answers, document: string): string {
  return staticDocuments(orderOf(answers)).get(document) ?? ''
}

/** The sample firms that get a document. */
export function firmsWith(number: string): string[] {
  return firms
    .filter(({ answers }) => reasonFor(answers, number) === undefined)
    .map(({ name }) => name)
}
