import { evidenceFor, type Source, sourcesOf } from '../knowledge/cards.ts'
import type { Evidence } from '../pack/prompts.ts'
import type { PackDefinition, View } from '../pack/schema/definition.ts'
import type { Part } from './sections.ts'
import type { PackTemplates } from './templates.ts'

/** By artefact id. */
type EvidenceById = Readonly<Record<string, readonly Evidence[]>>

/** What the sections of an order rest on. */
export function evidenceOf(
  definition: PackDefinition,
  parts: readonly Part[],
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
): Source[] {
  const missing = definition.leftOut(view).map(({ number }) => number)
  const applying = documents.filter(({ meta }) => !missing.includes(meta.number ?? ''))
  const standalone = Object.values(tailored).filter(({ meta }) => meta.id in evidence)
  const basis = new Set([...applying, ...standalone].flatMap(({ meta }) => meta.basis))
  const cites = new Set(Object.values(evidence).flatMap((cards) => cards.map(({ cite }) => cite)))
  return sourcesOf(definition.id).filter(({ id, cite }) => basis.has(id) || cites.has(cite))
}
