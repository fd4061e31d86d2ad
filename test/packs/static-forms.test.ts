import { describe, expect, test } from 'vitest'
import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import { grounding } from '../../inference/checks/facts/grounding.ts'
import { sentencesOf, wordsOf } from '../../inference/checks/reading/words.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import type { ArtefactRow, View } from '../../pack/artefact.ts'
import { draftOf, textOf } from '../inference/drafts.ts'
import { type Firm, orderOf, packs } from './firms.ts'

interface Part {
  /** `gdpr, sole-trader-poland: risk-plan`. */
  readonly name: string
  readonly pack: PackDefinition
  readonly artefact: ArtefactDefinition
  readonly row: ArtefactRow | null
  readonly view: View
}

const parts = packs.flatMap(({ pack, firms }) => firms.flatMap((firm) => partsOf(pack, firm)))

function partsOf(pack: PackDefinition, { name, answers }: Firm): Part[] {
  const view = pack.view(orderOf(answers, 'full', pack))
  const missing = pack.leftOut(view).map(({ number }) => number)
  return pack.artefacts
    .filter(({ document }) => !missing.includes(document ?? ''))
    .filter(({ onFailure }) => onFailure === 'static')
    .flatMap((artefact) =>
      (artefact.rows?.(view) ?? [null]).map((row) => {
        const part = [artefact.id, ...(row ? [row.id] : [])].join('/')
        return { name: `${pack.id}, ${name}: ${part}`, pack, artefact, row, view }
      }),
    )
}

function textsIn(content: unknown): string[] {
  if (typeof content === 'string') return [content]
  return Object.values(content as object).flatMap(textsIn)
}

/** The Automated Readability Index, in which 14 is a first-year student, and words per sentence. */
function readingOf(texts: readonly string[]) {
  const words = texts.flatMap(wordsOf)
  const perSentence = words.length / texts.flatMap(sentencesOf).length
  const ease = 4.71 * (words.join('').length / words.length) + 0.5 * perSentence - 21.43
  return { ease, perSentence }
}

const formOf = ({ pack, artefact, row, view }: Part) => staticForm(pack, artefact, row, view)

describe.each(parts)('$name', (part) => {
  test('conforms to the schema of its artefact', () => {
    expect(part.artefact.content(part.view, part.row).safeParse(formOf(part)).error).toBeUndefined()
  })

  test('is made of whole sentences', () => {
    for (const text of textsIn(formOf(part))) {
      expect(text).toMatch(/^\p{Lu}.*[.!?]$/su)
      expect(text).not.toMatch(/ {2}| [,.;:]|[,;:]\.|\.\.|\(\)|\{\{|\}\}|undefined|\[object/)
      for (const sentence of sentencesOf(text))
        expect(wordsOf(sentence).length, sentence).toBeGreaterThanOrEqual(3)
    }
  })

  test('says nothing twice in one text, and no text twice', () => {
    const texts = textsIn(formOf(part))
    expect(new Set(texts).size).toBe(texts.length)
    for (const sentences of texts.map(sentencesOf))
      expect(new Set(sentences).size, sentences.join(' ')).toBe(sentences.length)
  })

  test('is easy to read', () => {
    const texts = textsIn(formOf(part))
    const { ease, perSentence } = readingOf(texts)
    expect(ease).toBeLessThanOrEqual(14)
    expect(perSentence).toBeLessThanOrEqual(25)
  })

  test('states only figures, dates and provisions of the answers, the rules and the evidence', () => {
    const texts = textsIn(formOf(part)).map((text) => textOf(part.name, text))
    const evidence = evidenceFor(part.pack, part.artefact, part.view)
    const grounds = JSON.stringify([part.view, part.row, evidence])
    expect(grounding(draftOf('', { texts, grounds }))).toEqual([])
  })

  test('excuses nothing and promises nothing', () => {
    for (const text of textsIn(formOf(part)))
      expect(text).not.toMatch(
        /sorry|apolog|unfortunately|regret|unavailable|placeholder|compliant/i,
      )
  })

  test('mentions what it must', () => {
    const text = textsIn(formOf(part)).join(' ').toLowerCase()
    const words = part.artefact.mustMention(part.view, part.row)
    expect(words.some((word) => text.includes(word.toLowerCase()))).toBe(true)
  })
})

test('a row without a written text is refused by name', () => {
  const [part] = parts
  if (part === undefined) throw new Error('There are no parts.')
  const row = { id: 'unheard-of', title: 'Unheard of', facts: {} }
  expect(() => formOf({ ...part, row })).toThrow('no static text for "unheard-of"')
})
