import type { Suspicion, SuspicionKind } from './suspicion.ts'

const about: Readonly<Record<SuspicionKind, string>> = {
  person: 'looks like the name of a person, which no language model should be told',
  number: 'looks like a number of one person, which no language model should be told',
  health:
    'looks like a remark on one person’s health or record, which nobody but that person should be told',
  instruction: 'looks like words for a language model, and not of your firm',
  scope: 'looks like a request to us, and this is a form that nobody of us reads',
}

const afterwards =
  'Please take it out; if you confirm it, sections that would tell of this answer may stay standard text.'

/** A sentence for the customer by the path of each answer; what is found first is told. */
export function inWords(suspicions: readonly Suspicion[]): Readonly<Record<string, string>> {
  const sentences = suspicions.map(({ kind, path, title, words }): [string, string] => [
    path,
    `${title}: “${words}” ${about[kind]}. ${afterwards}`,
  ])
  return Object.fromEntries(sentences.toReversed())
}
