import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import { type LegalSource, sourceIds, sourcesOf } from '../../knowledge/sources.ts'
import type { View } from '../../pack/artefact.ts'
import type { Citation } from '../../pack/citation.ts'
import type { Evidence } from '../../pack/prompts.ts'
import { isAddress } from '../text/draft.ts'
import type { PackTemplates } from '../text/templates.ts'

/** By artefact id. */
type EvidenceById = Readonly<Record<string, readonly Evidence[]>>

/** What the sections of an order rest on. */
export function evidenceOf(
  definition: PackDefinition,
  parts: readonly { readonly artefact: ArtefactDefinition }[],
  view: View,
): EvidenceById {
  return Object.fromEntries(
    parts.map(({ artefact }) => [artefact.id, evidenceFor(definition, artefact, view)]),
  )
}

/** Of the pack's list of sources, those that the documents of this firm cite. */
export function sourcesCited(
  definition: PackDefinition,
  { documents, tailored }: PackTemplates,
  evidence: EvidenceById,
  view: View,
): Pick<LegalSource, 'cite' | 'title' | 'urls'>[] {
  const missing = definition.leftOut(view).map(({ number }) => number)
  const applying = documents.filter(({ meta }) => !missing.includes(meta.number ?? ''))
  const standalone = Object.values(tailored).filter(({ meta }) => meta.id in evidence)
  const basis = new Set([...applying, ...standalone].flatMap(({ meta }) => meta.basis))
  const cites = new Set(Object.values(evidence).flatMap((cards) => cards.map(({ cite }) => cite)))
  const ofFirm = sourcesOf(definition.id, definition.jurisdictions(view))
  const cited = ofFirm.filter(({ id, cite }) => basis.has(id) || cites.has(cite))
  const national = definition.national?.(view) ?? []
  return [...cited, ...national.map((one) => ({ ...one, urls: [] }))]
}

/** The sources of cards, each once. */
export function sourcesBehind(
  { id, jurisdictions }: PackDefinition,
  cards: readonly Evidence[],
  view: View,
): LegalSource[] {
  const cites = new Set(cards.map(({ cite }) => cite))
  return sourcesOf(id, jurisdictions(view)).filter(({ cite }) => cites.has(cite))
}

/** A source as a reader is told it, with one address where it has any. */
export function citationOf({ cite, urls: [url] }: LegalSource): Citation {
  return { cite, url: url !== undefined && isAddress(url) ? url : null }
}

/**
 * What a document rests on, as cited; what is not this firm's law is left out.
 * @throws Error when a source is none of the pack's
 */
export function basisOf(
  { id: pack, jurisdictions }: PackDefinition,
  basis: readonly string[],
  view: View,
) {
  const known = sourceIds(pack)
  const strange = basis.find((id) => !known.includes(id))
  if (strange !== undefined)
    throw new Error(`A template cites "${strange}", which is not in sources.yaml of ${pack}.`)
  const cites = new Map(sourcesOf(pack, jurisdictions(view)).map(({ id, cite }) => [id, cite]))
  return basis.flatMap((id) => cites.get(id) ?? [])
}
