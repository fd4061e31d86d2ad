import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { cardsFor, type EvidenceCard, evidenceFor, sourcesOf } from '../../knowledge/cards.ts'
import { sectors } from '../../pack/schema/gdpr/sectors.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'
import { firms, orderOf } from './firms.ts'

const folder = join(import.meta.dirname, '..', '..', 'knowledge', 'gdpr')
const files = readdirSync(folder).filter((file) => file !== 'sources.yaml')
const cards = files.flatMap(
  (file) => parse(readFileSync(join(folder, file), 'utf8')) as EvidenceCard[],
)
const topics = gdpr.artefacts.flatMap((artefact) => artefact.topics)

test('each card cites a source that resolves', () => {
  const known = sourcesOf('gdpr').map(({ id }) => id)
  for (const card of cards) expect(known, card.id).toContain(card.source)
})

test('each card has an id of its own', () => {
  const ids = cards.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)])
})

test('each card serves a topic that some section asks for', () => {
  for (const card of cards) expect(card.topics.some((topic) => topics.includes(topic))).toBe(true)
})

test('each card names only sectors of the questionnaire', () => {
  for (const card of cards)
    for (const sector of card.sectors ?? []) expect(Object.keys(sectors)).toContain(sector)
})

test.each([...new Set(topics)])('the topic %s has evidence in the EU and in the UK', (topic) => {
  for (const jurisdiction of ['EU', 'UK']) {
    const query = { topics: [topic], sector: 'other', jurisdictions: [jurisdiction] }
    expect(cardsFor('gdpr', query).length).toBeGreaterThan(0)
  }
})

test('a firm gets the evidence of its sector and of its law, and no other', () => {
  for (const { name, answers } of firms) {
    const view = gdpr.view(orderOf(answers))
    const facts = gdpr.artefacts.flatMap((it) =>
      evidenceFor(gdpr, it, view).map(({ fact }) => fact),
    )
    for (const { id, fact, sectors: those, jurisdictions, topics: on } of cards) {
      const bears = on.some((topic) => topics.includes(topic))
      const isOfSector = those?.includes(gdpr.sector(view)) ?? true
      const isOfLaw = jurisdictions?.some((it) => gdpr.jurisdictions(view).includes(it)) ?? true
      expect(facts.includes(fact), `${name}: ${id}`).toBe(bears && isOfSector && isOfLaw)
    }
  }
})

test('each source has a name of its own', () => {
  const cites = sourcesOf('gdpr').map(({ cite }) => cite)
  expect(cites).toEqual([...new Set(cites)])
})

test('each source has an https address', () => {
  for (const { url } of sourcesOf('gdpr')) expect(url).toMatch(/^https:\/\//)
})
