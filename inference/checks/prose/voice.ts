import type { Check } from '../reading/draft.ts'

interface Voice {
  /** Does the task want none of it? */
  readonly isUnwanted: (task: string) => boolean
  readonly spoken: RegExp
  readonly instead: string
}

/** The word before a pronoun and the word after it, by which a phrase that was given is known. */
const around = (pronouns: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:[\\p{L}’']{1,30}\\s{1,3})?(?<![\\p{L}\\p{N}])(?:${pronouns})(?![\\p{L}\\p{N}])(?:\\s{1,3}[\\p{L}’']{1,30})?`,
    'gu',
  )

const voices: readonly Voice[] = [
  {
    isUnwanted: (task) => isThirdPerson(task) && !task.includes('"we"'),
    spoken: around('[Ww]e|us|[Oo]urs?'),
    instead: 'speak of the firm in the third person, not with "we" or "our"',
  },
  // Advice to a "you" is not its writer's to sell.
  {
    isUnwanted: (task) => task.includes('"you"') && !task.includes('"we"'),
    spoken: around('[Oo]urs?'),
    instead: 'speak to the firm, and of nothing of "our" own',
  },
  {
    isUnwanted: (task) => isThirdPerson(task) && !task.includes('"you"'),
    spoken: around('[Yy]ou|[Yy]ours?'),
    instead: 'speak to nobody: write in the third person, not with "you" or "your"',
  },
  // `Annex I` is a number.
  {
    isUnwanted: () => true,
    spoken: /(?<![\p{L}\p{N}])(?:(?<!\p{Lu}\p{L}{1,30}\s)I(?:['’]\p{L}+)?|[Mm]y)\s+\p{Ll}+/gu,
    instead: 'never write "I" or "my"',
  },
]

/** Each text speaks as its task says; what somebody says in it, and phrases that were given, do not count. */
export const voice: Check = ({ texts, task, grounds }) =>
  voices
    .filter(({ isUnwanted }) => isUnwanted(task))
    .flatMap(({ spoken, instead }) =>
      texts
        .filter(({ raw }) =>
          ownWords(raw)
            .match(spoken)
            ?.some((said) => !isGiven(said, grounds)),
        )
        .map(({ path }) => `${path}: ${instead}`),
    )

function isThirdPerson(task: string): boolean {
  return task.includes('third person')
}

function ownWords(text: string): string {
  return text.replace(/“[^“”]*”|"[^"]*"/g, '')
}

/** `the people who act for our business customers` may be given so; two words in a row show it. */
function isGiven(said: string, grounds: string): boolean {
  const words = said.split(/\s+/)
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  return pairs.some((pair) => grounds.includes(pair))
}
