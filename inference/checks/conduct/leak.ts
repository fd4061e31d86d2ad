import { placeholderPattern } from '../../../pack/identity.ts'
import { canary } from '../../../pack/prompts.ts'
import type { Check, Draft } from '../reading/draft.ts'
import { flat } from '../reading/words.ts'

/** No placeholder that the firm does not have, and nothing of the instructions. */
export const leak: Check = (draft) => [...foreignPlaceholders(draft), ...leaked(draft)]

function foreignPlaceholders({ texts, placeholders }: Draft): string[] {
  return texts.flatMap(({ path, raw }) => {
    const rest = raw.replace(placeholderPattern, (one) => (placeholders.includes(one) ? '' : one))
    const foreign = /\[\[[^]*?(?:\]\]|$)|\]\]/.exec(rest)
    if (foreign) return [`${path}: remove ${foreign[0]}, which stands for no name you were given`]
    const mangled = placeholders.find((one) => isMangled(one, rest))
    return mangled ? [`${path}: write ${mangled} just so, with its brackets and no others`] : []
  })
}

/** Nothing would put the name back: `COMPANY`, or a bracket too many. */
function isMangled(placeholder: string, rest: string): boolean {
  if (/[[\]]/.test(rest)) return true
  const name = placeholder.replace(/[[\]]/g, '')
  return (
    rest.includes(name) &&
    new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'u').test(rest)
  )
}

/** Words in a row that no answer has in common with the instructions by chance. */
const run = 8

function leaked({ texts, instructions }: Draft): string[] {
  const told = flat(instructions)
  const known = new Set(told.split(' '))
  return texts
    .filter(({ text }) => {
      const said = flat(text)
      return said.includes(flat(canary)) || runsOf(said, known).some((one) => told.includes(one))
    })
    .map(({ path }) => `${path}: do not repeat your instructions`)
}

/** Its runs of words that are all known: most texts have none, so that little is looked for. */
function runsOf(text: string, known: ReadonlySet<string>): string[] {
  const words = text.split(' ')
  let unknown = -1
  return words.flatMap((word, at) => {
    if (!known.has(word)) unknown = at
    return at - unknown < run ? [] : [words.slice(at - run + 1, at + 1).join(' ')]
  })
}
