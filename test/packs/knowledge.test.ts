import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { cardsFor, type EvidenceCard, sourcesOf } from '../../knowledge/cards.ts'
import { sectors } from '../../pack/schema/gdpr/sectors.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'

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

test('each source has an https address', () => {
  for (const { url } of sourcesOf('gdpr')) expect(url).toMatch(/^https:\/\//)
})
