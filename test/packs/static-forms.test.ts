import { describe, expect, test } from 'vitest'
import { staticForm } from '../../fallbacks/static-form.ts'
import type { ArtefactDefinition, ArtefactRow, View } from '../../pack/schema/definition.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'
import { firms, orderOf } from './firms.ts'

interface Part {
  readonly name: string
  readonly artefact: ArtefactDefinition
  readonly row: ArtefactRow | null
  readonly view: View
}

const parts: readonly Part[] = firms.flatMap(({ name, answers }) => {
  const view = gdpr.view(orderOf(answers))
  const inapplicable = view['inapplicable'] as readonly string[]
  return gdpr.artefacts
    .filter(({ document }) => !inapplicable.includes(document ?? ''))
    .flatMap((artefact) =>
      (artefact.rows?.(view) ?? [null]).map((row) => {
        const part = [artefact.id, ...(row ? [row.id] : [])].join('/')
        return { name: `${name}: ${part}`, artefact, row, view }
      }),
    )
})

function textsIn(content: unknown): string[] {
  if (typeof content === 'string') return [content]
  return Object.values(content as object).flatMap(textsIn)
}

const formOf = ({ artefact, row, view }: Part) => staticForm(gdpr, artefact, row, view)

describe.each(parts)('$name', (part) => {
  test('conforms to the schema of its artefact', () => {
    expect(part.artefact.content(part.view, part.row).safeParse(formOf(part)).error).toBeUndefined()
  })

  test('is made of whole sentences', () => {
    for (const text of textsIn(formOf(part))) {
      expect(text).toMatch(/^\p{Lu}.*[.!?]$/su)
      expect(text).not.toMatch(/ {2}| [,.;:]|[,;:]\.|\.\.|\(\)|\{\{|undefined/)
    }
  })

  test('excuses nothing and promises nothing', () => {
    for (const text of textsIn(formOf(part)))
      expect(text).not.toMatch(/sorry|apolog|unfortunately|unavailable|placeholder|compliant/i)
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
