import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ArtefactDefinition, PackDefinition } from '../catalogue/definition.ts'
import type { View } from '../pack/artefact.ts'
import type { Evidence } from '../pack/prompts.ts'
import { jurisdiction, readKnowledge, standing } from './read.ts'
import { sourcesOf } from './sources.ts'

const evidenceCard = z.strictObject({
  id: z.string().min(1),
  fact: z.string().min(1),
  /** Key of an entry in the pack's `sources.yaml`. */
  source: z.string().min(1),
  /** Where it says more than its source does, what it is; left out: what the source is. */
  standing: standing.optional(),
  topics: z.array(z.string().min(1)).min(1),
  /** Sectors it serves; none named: all. */
  sectors: z.array(z.string().min(1)).optional(),
  /** Whose law; none named: everybody's. */
  jurisdictions: z.array(jurisdiction).optional(),
  /** The version of the evidence that it waits for; none: it stands. */
  candidate: z.string().min(1).optional(),
  /** The version in which it is left out. */
  leavesWith: z.string().min(1).optional(),
})

/** A fact with its source; it feeds prompts, and documents cite it beside the section it fed. */
export type EvidenceCard = z.infer<typeof evidenceCard>

export interface Retrieval {
  readonly topics: readonly string[]
  readonly sector: string
  readonly jurisdictions: readonly string[]
  /** A candidate version of the evidence; left out: what stands. */
  readonly version?: string
}

const loaded = new Map<string, readonly EvidenceCard[]>()

function load(pack: string): readonly EvidenceCard[] {
  const known = loaded.get(pack)
  if (known) return known
  const folder = join(import.meta.dirname, pack)
  const read = (file: string) => readKnowledge(join(folder, file), z.array(evidenceCard))
  const isCards = (file: string) => file.endsWith('.yaml') && file !== 'sources.yaml'
  const cards = readdirSync(folder).filter(isCards).sort().flatMap(read)
  loaded.set(pack, cards)
  return cards
}

/** Every card of a pack, whatever it waits for. */
export function everyCard(pack: string): readonly EvidenceCard[] {
  return load(pack)
}

/** The versions of the evidence that wait to be tried. */
export function candidateCards(pack: string): string[] {
  return load(pack).flatMap(({ candidate, leavesWith }) =>
    [candidate ?? [], leavesWith ?? []].flat(),
  )
}

/** The cards that bear on a topic for this sector and jurisdiction, in the files' order. */
export function cardsFor(
  pack: string,
  { topics, sector, jurisdictions, version = '' }: Retrieval,
): EvidenceCard[] {
  return load(pack).filter(
    (card) =>
      (card.candidate ?? version) === version &&
      (version === '' || card.leavesWith !== version) &&
      card.topics.some((topic) => topics.includes(topic)) &&
      (card.sectors?.includes(sector) ?? true) &&
      (card.jurisdictions?.some((whose) => jurisdictions.includes(whose)) ?? true),
  )
}

/** A card as a document prints it; a model is not told how it stands. */
export interface Told extends Evidence {
  /** `Law`; `Good practice`. */
  readonly standing: string
}

const inWords: Readonly<Record<z.infer<typeof standing>, string>> = {
  law: 'Law',
  recital: 'Recital',
  guidance: 'Guidance',
  practice: 'Good practice',
}

/**
 * What a section of this firm rests on, whoever writes it: a model is told it, a document cites it.
 * @param sector empty: what holds in every trade
 */
export function evidenceFor(
  pack: PackDefinition,
  { topics }: ArtefactDefinition,
  view: View,
  sector: string = pack.sector(view),
  version = '',
): Told[] {
  const jurisdictions = pack.jurisdictions(view)
  const sources = new Map(sourcesOf(pack.id, jurisdictions).map((source) => [source.id, source]))
  return cardsFor(pack.id, { topics, sector, jurisdictions, version }).map((card) => {
    const source = sources.get(card.source)
    if (source === undefined)
      throw new Error(`Card ${card.id} cites “${card.source}”, which this firm has not.`)
    const { fact, standing = source.standing } = card
    return { fact, cite: source.cite, standing: inWords[standing] }
  })
}
