import { textsOf } from '../checks/reading/draft.ts'
import { sentencesOf } from '../checks/reading/words.ts'

/** Every sentence of a content as it is recorded, in the order by which judges number them from 0. */
export function sentencesIn(content: unknown): string[] {
  return textsOf('', content).flatMap(({ text }) => sentencesOf(text))
}

/** Those that a judge doubted; one that is not there any more is left out. */
export function doubtedIn(content: unknown, doubts: readonly number[]): string[] {
  const all = sentencesIn(content)
  return doubts.flatMap((at) => all[at] ?? [])
}
