import { expect, test } from 'vitest'
import { createLabelling } from '../../documents/text/section-labels.ts'

const section = (id: string, label: string) => {
  return { type: 'section' as const, id, label, tailored: label !== 'Standard text', blocks: [] }
}

/** The labels that are shown. */
function shown(...sections: [id: string, label: string][]): string[] {
  const showsLabel = createLabelling()
  return sections.map(([id, label]) => (showsLabel(section(id, label)) ? `${id}: ${label}` : ''))
}

test('a section that goes on is labelled once', () => {
  expect(shown(['a', 'Tailored'], ['a', 'Tailored'])).toEqual(['a: Tailored', ''])
})

test('each row of a section whose text has another source is labelled', () => {
  expect(shown(['a', 'Tailored'], ['a', 'Standard text'], ['a', 'Tailored'])).toEqual([
    'a: Tailored',
    'a: Standard text',
    'a: Tailored',
  ])
})

test('a section behind another one is labelled anew', () => {
  expect(shown(['a', 'Tailored'], ['b', 'Standard text'], ['a', 'Tailored'])).toEqual([
    'a: Tailored',
    'b: Standard text',
    'a: Tailored',
  ])
})
