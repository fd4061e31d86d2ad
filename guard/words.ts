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

/** For the customer, by the path of each answer: all that was found in it, each kind once. */
export function inWords(suspicions: readonly Suspicion[]): Readonly<Record<string, string>> {
  const byPath = Map.groupBy(suspicions, ({ path }) => path)
  return Object.fromEntries([...byPath].map(([path, found]) => [path, sentenceOf(found)]))
}

function sentenceOf(found: readonly Suspicion[]): string {
  const firstOfKind = ({ kind }: Suspicion, at: number) =>
    found.findIndex((one) => one.kind === kind) === at
  const all = found.filter(firstOfKind).map(({ kind, words }) => `“${words}” ${about[kind]}`)
  return `${found[0]!.title}: ${all.join('; ')}. ${afterwards}`
}
