import { describe, expect, test } from 'vitest'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import type { PackDefinition } from '../../catalogue/definition.ts'
import { composePack, type PackText } from '../../documents/compose/compose.ts'
import { toMarkdown } from '../../documents/text/markdown.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import type { Tier } from '../../pack/order.ts'
import { composeRelease } from '../../pack/release.ts'
import { foldSection } from '../../pack/section.ts'
import { type Firm, orderOf, packs } from './firms.ts'

/** A pack with standard text only, before any of it is rendered. */
function textOf(pack: PackDefinition, { answers }: Firm, tier: Tier): PackText {
  const order = orderOf(answers, tier, pack)
  const sections = sectionPlans(order).map((plan) => foldSection(plan, []))
  return composePack(pack, order, composeRelease(1, order, sections))
}

/** The words of each document, by id. */
function documentsOf({ documents }: PackText): [string, string][] {
  const pdfs = documents.filter(({ format, record }) => format === 'pdf' && record.document)
  return pdfs.map(({ record, printable: { title, blocks } }) => [
    record.document ?? '',
    toMarkdown(title, blocks),
  ])
}

const one = String.raw`\d+[A-Z]{0,2}(?:\([0-9a-z]{1,4}\))*`
const provisions = new RegExp(
  String.raw`\b(Art(?:icle|\.)?s?|s(?:ections?|\.)|reg(?:ulation)?\.?|recital|Annex)\.?\s+(${one}(?:(?:,| to| and| or|, and)\s${one})*)`,
  'gi',
)

interface Provision {
  /** `art`, `s`, `reg`, `rec`, `ann`. */
  readonly kind: string
  readonly number: number
  /** `A` in 22A. */
  readonly letters: string
}

/** Every provision named: `Articles 12 to 14` names 12, 13 and 14; paragraphs do not count. */
function provisionsIn(text: string): Provision[] {
  return [...text.matchAll(provisions)].flatMap(([, word = '', list = '']) => {
    const kind = word.toLowerCase().replace(/^s.*/, 's').slice(0, 3)
    const parts = [...list.matchAll(/(to )?(\d+)([A-Z]*)(?:\([0-9a-z]+\))*/g)]
    return parts.flatMap(([, to, number, letters = ''], index) => {
      const from = Number(parts[index - 1]?.[2])
      const before = to ? Array.from({ length: Number(number) - from }, (_, n) => from + n) : []
      return [
        ...before.map((between) => ({ kind, number: between, letters: '' })),
        { kind, number: Number(number), letters },
      ]
    })
  })
}

const inWords = ({ kind, number, letters }: Provision) => `${kind} ${number}${letters}`

const everyFirm = packs.flatMap(({ pack, firms }) =>
  firms.map((firm) => ({ id: pack.id, pack, name: firm.name, firm })),
)

describe.each(everyFirm)('$id for firm $name', ({ pack, firm }) => {
  test.each(['self-serve', 'full'] as const)('SOURCES names every provision (%s)', (tier) => {
    const text = textOf(pack, firm, tier)
    const sources = text.texts.find(({ path }) => path === 'SOURCES.md')?.markdown ?? ''
    const known = new Set(provisionsIn(sources).map(inWords))
    for (const [id, words] of documentsOf(text)) {
      const unknown = provisionsIn(words)
        .map(inWords)
        .filter((named) => !known.has(named))
      expect([...new Set(unknown)], id).toEqual([])
    }
  })

  test('SOURCES names nothing that no document rests on', () => {
    const text = textOf(pack, firm, 'full')
    const sources = text.texts.find(({ path }) => path === 'SOURCES.md')?.markdown ?? ''
    const cites = [...sources.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, cite = '']) => cite)
    const basis = new Set(text.documents.flatMap(({ record }) => record.citations))
    const words = documentsOf(text).map(([, all]) => all)
    expect(cites.length).toBeGreaterThan(3)
    const idle = cites.filter((cite) => !basis.has(cite) && !words.some((it) => it.includes(cite)))
    expect(idle).toEqual([])
  })

  test('each section stands beside the evidence that it rests on', () => {
    const order = orderOf(firm.answers, 'full', pack)
    const view = pack.view(order)
    const texts = new Map(documentsOf(textOf(pack, firm, 'full')))
    for (const { id } of sectionPlans(order)) {
      const artefact = pack.artefacts.find((it) => it.id === id)
      if (artefact?.onFailure !== 'static') continue
      const [, text = ''] =
        [...texts].find(([document]) => document.startsWith(artefact.document ?? id)) ?? []
      for (const { fact } of evidenceFor(pack, artefact, view)) expect(text, id).toContain(fact)
    }
  })
})
