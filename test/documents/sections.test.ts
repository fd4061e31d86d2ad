import { expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { labelsOf, partsOf } from '../../documents/compose/sections.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { laterRelease } from './rig.ts'

const id = 'processing-descriptions'
const order = orderOf(mainFirm.answers)
const release = laterRelease(order, [id])
const rows = release.sections.find((section) => section.id === id)?.rows ?? []

/** The labels of a release in which the first row was not written. */
function partlyWritten() {
  const sections = release.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row, index) => (index === 0 ? { ...row, written: null } : row)),
  }))
  return labelsOf(partsOf(gdpr, { ...release, sections }, gdpr.view(order)))
}

test('a row that was not written is standard text between tailored ones', () => {
  const labels = partlyWritten()
  expect(rows.map(({ part }) => labels(id, part).tailored)).toEqual([
    false,
    ...rows.slice(1).map(() => true),
  ])
  expect(labels(id, rows[0]?.part ?? '').label).toBe('Standard text')
})

test('a section as a whole says how many of its rows are tailored', () => {
  const { label } = partlyWritten()(id, '')
  expect(label).toContain(`${rows.length - 1} of ${rows.length} entries`)
})

test('a section that is no artefact of the pack is refused by name', () => {
  expect(() => partlyWritten()('risk-plam', '')).toThrow('"risk-plam"')
})
