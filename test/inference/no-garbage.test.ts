import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceFrom } from '../../dev/stand-in-model/chance.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { mapTexts } from './drafts.ts'
import { asksOf, assignmentOf, order, standInAnswer } from './rig.ts'

const folder = join(import.meta.dirname, '..', '..', 'inference', 'checks', 'reading', 'lists')
const english = readFileSync(join(folder, 'english.txt'), 'utf8').trim().split('\n')

/** One ask of each artefact, and what an able model answers to it. */
const answered = new Map(
  asksOf(order)
    .filter(({ part }) => part === '' || part === 'orders')
    .map((ask) => [ask.artefact, { assignment: assignmentOf(ask), content: standInAnswer(ask) }]),
)
const anyArtefact = fc.constantFrom(...answered.keys())

type Chance = ReturnType<typeof chanceFrom>

/** A text of almost the same length, whose sentences are made of these words. */
function sentencesFrom(next: () => string, like: string): string {
  let said = ''
  while (said.length < like.length + 20) {
    const [first = '', ...rest] = Array.from({ length: 9 }, next)
    said += `${first.slice(0, 1).toUpperCase()}${first.slice(1)} ${rest.join(' ')}. `
  }
  const cut = said.slice(0, like.length + 20)
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/\.$/, '')}.`
}

/** Letters that follow each other as in English, by a chain of so many letters. */
function letterChain(chance: Chance, order: number): () => string {
  const follows = new Map<string, string[]>()
  for (const word of english.filter((_, index) => index % 5 === 0)) {
    const padded = `${' '.repeat(order)}${word} `
    for (let at = order; at < padded.length; at += 1) {
      const before = padded.slice(at - order, at)
      follows.set(before, [...(follows.get(before) ?? []), padded[at]!])
    }
  }
  return () => {
    let word = ' '.repeat(order)
    do word += chance.pick(follows.get(word.slice(-order))!)
    while (!word.endsWith(' '))
    return word.trim()
  }
}

const given = [...answered.values()].flatMap(
  ({ assignment }) => assignment.prompt.grounds.match(/[a-z]{2,}/g) ?? [],
)

const garbage: Readonly<Record<string, (chance: Chance, text: string) => string>> = {
  'English words by lot': (chance, text) => sentencesFrom(() => chance.pick(english), text),
  'the words of a good answer, shuffled': (chance, text) => {
    const words = text.match(/\b[a-z]+\b/g) ?? []
    const order = [...chance.shuffled(words), ...chance.shuffled(words)]
    return sentencesFrom(() => order.pop() ?? 'data', text)
  },
  'the words of the prompt by lot': (chance, text) => {
    return sentencesFrom(() => chance.pick(given), text)
  },
  'one word again and again': (chance, text) => {
    const word = chance.pick(english)
    return sentencesFrom(() => word, text)
  },
}

type Spoil = (chance: Chance, text: string, index: number) => string

/** Spoils an able answer, text by text, and expects the checks (not the schema) to refuse it. */
function isRefused(artefact: string, seed: string, spoil: Spoil) {
  const { assignment, content } = answered.get(artefact)!
  const chance = chanceFrom(seed)
  let index = 0
  const spoilt = mapTexts(content, (text) => spoil(chance, text, index++))
  expect(assignment.content.safeParse(spoilt).success).toBe(true)
  // A word by lot may be `sorry`, with which a refusal opens.
  expect(checkAnswer(JSON.stringify(spoilt), assignment, unsupportedCharacters).failure).toMatch(
    /^(?:invalid|refused)$/,
  )
}

const always = (spoil: Spoil) =>
  fc.assert(
    fc.property(anyArtefact, fc.string(), (artefact, seed) => isRefused(artefact, seed, spoil)),
    { numRuns: 100 },
  )

describe('valid JSON of meaningless words is never accepted:', () => {
  it.each(Object.entries(garbage))('%s', (_, spoil) => always(spoil))

  it.each([1, 2, 3])('words from a chain of %i letters', (order) => {
    const chain = letterChain(chanceFrom(`chain ${order}`), order)
    always((_, text) => sentencesFrom(chain, text))
  })

  it('one such text among good ones', () => {
    const one = fc.nat({ max: 1_000 })
    fc.assert(
      fc.property(anyArtefact, one, fc.string(), (artefact, which, seed) => {
        const texts = textCount(answered.get(artefact)!.content)
        isRefused(artefact, seed, (chance, text, index) =>
          index === which % texts ? sentencesFrom(() => chance.pick(english), text) : text,
        )
      }),
      { numRuns: 100 },
    )
  })
})

function textCount(content: unknown): number {
  let count = 0
  mapTexts(content, (text) => {
    count += 1
    return text
  })
  return count
}
