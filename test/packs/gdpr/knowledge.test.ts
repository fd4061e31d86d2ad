import { expect, test } from 'vitest'
import { sectors } from '../../../catalogue/gdpr/rules/sectors.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { evidenceFor } from '../../../knowledge/cards.ts'
import { cardsOf } from '../cards-of.ts'
import { mainFirm, orderOf, staticDocuments } from '../firms.ts'

test('each card names only sectors of the questionnaire', () => {
  const named = cardsOf('gdpr').flatMap((card) => card.sectors ?? [])
  expect(named.length).toBeGreaterThan(0)
  expect(Object.keys(sectors)).toEqual(expect.arrayContaining(named))
})

const view = gdpr.view(orderOf(mainFirm.answers))
const told = gdpr.artefacts.flatMap((artefact) => evidenceFor(gdpr, artefact, view, 'health'))
const standingOf = (words: string) => told.find(({ fact }) => fact.includes(words))?.standing

test.each([
  ['A second factor', 'Good practice'],
  ['reception staff need only the appointment', 'Good practice'],
  ['Processing that meets two of the nine criteria', 'Guidance'],
  ['Direct marketing may be a legitimate interest', 'Recital'],
  ['Encryption is among the measures', 'Law'],
])('“%s” stands as %s', (words, standing) => {
  expect(standingOf(words)).toBe(standing)
})

test('every table of the law behind a text says how each fact stands', () => {
  const documents = [...staticDocuments(orderOf(mainFirm.answers))]
  const tables = documents.flatMap(([id, text]) => (text.includes('| What it says |') ? [id] : []))
  expect(tables.length).toBeGreaterThan(9)
  for (const [id, text] of documents) {
    for (const { fact, cite, standing } of told) {
      if (text.includes(`| ${fact} |`))
        expect(text, id).toContain(`| ${fact} | ${cite} | ${standing} |`)
    }
  }
})
