import type { Check, Text } from '../reading/draft.ts'
import { unwantedIn } from '../reading/unwanted.ts'
import { sentencesOf } from '../reading/words.ts'

/** What the pack knows to be wrong for this firm. */
export const untrue: Check = ({ texts, untrue: statements }) =>
  texts.flatMap((text) => unwantedIn(unquoted(text), statements))

/** A rule that is quoted is not claimed. */
function unquoted(one: Text): Pick<Text, 'path' | 'text' | 'sentences'> {
  const text = one.text.replace(/“[^”]{0,400}”/g, '')
  return text === one.text ? one : { path: one.path, text, sentences: () => sentencesOf(text) }
}
