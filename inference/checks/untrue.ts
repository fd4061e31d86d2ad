import type { Check } from './draft.ts'
import { unwantedIn } from './unwanted.ts'

/** What the pack knows to be wrong for this firm. A rule that is quoted is not claimed. */
export const untrue: Check = ({ texts, untrue: statements }) =>
  texts.flatMap(({ path, text }) =>
    unwantedIn({ path, text: text.replace(/“[^”]{0,400}”/g, '') }, statements),
  )
