import { describe, expect, test } from 'vitest'
import { cardsFor, evidenceFor } from '../../knowledge/cards.ts'
import { sourceIds, sourcesOf } from '../../knowledge/sources.ts'
import { cardsOf } from './cards-of.ts'
import { orderOf, packs } from './firms.ts'

describe.each(packs)('the knowledge of $id', ({ id, pack, firms }) => {
  const cards = cardsOf(id)
  const topics = pack.artefacts.flatMap((artefact) => artefact.topics)

  test('cites sources that resolve', () => {
    const known = sourceIds(id)
    for (const card of cards) expect(known, card.id).toContain(card.source)
  })

  test('has an id for each card', () => {
    const ids = cards.map((card) => card.id)
    expect(ids).toEqual([...new Set(ids)])
  })

  test('serves with each card a topic that some section asks for', () => {
    for (const card of cards) expect(card.topics.some((topic) => topics.includes(topic))).toBe(true)
  })

  test.each([...new Set(topics)])('has evidence on %s in the EU and in the UK', (topic) => {
    for (const jurisdiction of ['EU', 'UK']) {
      const query = { topics: [topic], sector: 'other', jurisdictions: [jurisdiction] }
      expect(cardsFor(id, query).length).toBeGreaterThan(0)
    }
  })

  test('gives a firm what bears on its sector and its law, and no other', () => {
    for (const { name, answers } of firms) {
      const view = pack.view(orderOf(answers, 'full', pack))
      const facts = pack.artefacts.flatMap((it) =>
        evidenceFor(pack, it, view).map(({ fact }) => fact),
      )
      for (const { id, fact, sectors: those, jurisdictions, topics: on, candidate } of cards) {
        const bears = on.some((topic) => topics.includes(topic))
        const isOfSector = those?.includes(pack.sector(view)) ?? true
        const isOfLaw = jurisdictions?.some((it) => pack.jurisdictions(view).includes(it)) ?? true
        expect(facts.includes(fact), `${name}: ${id}`).toBe(
          bears && isOfSector && isOfLaw && candidate === undefined,
        )
      }
    }
  })

  test.each([[['EU']], [['UK']], [['EU', 'UK']]])(
    'has a name of its own and an https address for each source, under the law of %j',
    (jurisdictions) => {
      const sources = sourcesOf(id, jurisdictions)
      const cites = sources.map(({ cite }) => cite)
      expect(cites).toEqual([...new Set(cites)])
      for (const { cite, urls } of sources) {
        expect(cite).toMatch(/^\p{L}/u)
        expect(urls.length).toBeGreaterThan(0)
        for (const url of urls) expect(url).toMatch(/^https:\/\//)
      }
    },
  )
})
