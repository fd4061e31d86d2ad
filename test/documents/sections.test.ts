import { expect, test } from 'vitest'
import { gdprView } from '../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { contextOf } from '../../documents/compose/context.ts'
import { labelsOf, partsOf, sectionNotes } from '../../documents/compose/sections.ts'
import { plain } from '../../documents/text/blocks.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { laterRelease, reusedIn } from './rig.ts'

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
  return labelsOf(partsOf(gdpr, { ...release, sections }, gdpr.view(order)), () => [])
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

/** The first row's description in a release, written so, read in a view. */
function readAs(description: string, view: typeof firmView): string {
  const sections = release.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row, index) => ({
      ...row,
      written:
        row.written && index === 0 ? { ...row.written, content: { description } } : row.written,
    })),
  }))
  const parts = partsOf(gdpr, { ...release, sections }, view)
  const content = parts.find(({ artefact }) => artefact.id === id)?.content as Texts
  return content[rows[0]?.part ?? '']?.description ?? ''
}

type Texts = Readonly<Record<string, { readonly description: string }>>

const firmView = gdpr.view(order)

test('a recorded text is read with its slots and names filled', () => {
  const text = '[[COMPANY]] keeps them in [[SHOP_SYSTEM]] for [[PERIOD]].'
  expect(readAs(text, firmView)).toBe(
    'Harbour Lane Bakery keeps them in Shopify for 5 years (UK), 6 years (EU or EEA).',
  )
})

test('a text of an earlier prompt version, which states its facts in words, is read as it was', () => {
  const text = '[[COMPANY]] keeps them in Shopify for 6 years.'
  expect(readAs(text, firmView)).toBe('Harbour Lane Bakery keeps them in Shopify for 6 years.')
})

test('when a period changes, the same recorded text states the new one', () => {
  const { activities } = gdprView(firmView)
  const changed = activities.map((activity) => ({ ...activity, retention: '7 years' }))
  const view = { ...firmView, activities: changed }
  expect(readAs('Kept for [[PERIOD]].', view)).toBe('Kept for 7 years.')
})

test('a plan that was written before a task was added has the standard text of that task', () => {
  const { plan } = gdprView(firmView)
  const advice = Object.fromEntries(plan.slice(1).map((task) => [task.id, `Do ${task.id}.`]))
  const written = laterRelease(order, ['risk-plan'])
  const sections = written.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) =>
      section.id === 'risk-plan' && row.written
        ? { ...row, written: { ...row.written, content: { summary: 'Here.', advice } } }
        : row,
    ),
  }))
  const parts = partsOf(gdpr, { ...written, sections }, firmView)
  const content = parts.find(({ artefact }) => artefact.id === 'risk-plan')?.content
  const [first, second] = plan.map((task) => task.id)
  expect(content).toMatchObject({
    summary: 'Here.',
    advice: { [first!]: expect.stringMatching(/^[A-Z].{60,}/s), [second!]: `Do ${second}.` },
  })
})

test('what has no standard text is as it was written', () => {
  const written = laterRelease(order, ['briefing'])
  const parts = partsOf(gdpr, written, firmView)
  const content = parts.find(({ artefact }) => artefact.id === 'briefing')?.content
  expect(content).toMatchObject({ situation: expect.stringContaining('Harbour Lane Bakery') })
})

const reused = reusedIn(release, id)

test('a reused text says when it was written and links to its sources', () => {
  const { labels } = contextOf(gdpr, order, reused)
  const { label, note = [] } = labels(id, rows[0]?.part ?? '')
  expect(label).toBe('Tailored for a firm like yours by a language model')
  expect(plain(note)).toMatch(
    /^Written on 20 November 2026\. It rests on GDPR and UK GDPR Art\. 5, /,
  )
  const [first] = note.filter(({ link }) => link)
  expect(first?.link).toMatch(/^https:\/\/eur-lex\.europa\.eu\//)
})

test('a text that was written for this firm has no such line', () => {
  expect(contextOf(gdpr, order, release).labels(id, rows[0]?.part ?? '')).not.toHaveProperty('note')
})

test('README says of a reused section when it was written and where its sources are', () => {
  const note = sectionNotes(order, reused).find(({ standing }) => standing === 'reused')
  expect(note?.message).toMatch(/ It was written on 20 November 2026; SOURCES\.md names /)
})
