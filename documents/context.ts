import type { FrozenOrder } from '../pack/order.ts'
import { refundPercent } from '../pack/price.ts'
import type { Composition } from '../pack/release.ts'
import type { PackDefinition, View } from '../pack/schema/definition.ts'
import type { EveryPackView } from '../pack/schema/every-pack.ts'
import { evidenceOf, sourcesCited } from './citations.ts'
import type { Labels } from './parse.ts'
import { labelsOf, type Part, partsOf, sectionNotes } from './sections.ts'
import { type PackTemplates, templatesOf } from './templates.ts'

/** All that the documents of a release are made of. */
export interface Context {
  readonly definition: PackDefinition
  readonly order: FrozenOrder
  readonly composition: Composition
  readonly templates: PackTemplates
  readonly view: EveryPackView
  readonly parts: readonly Part[]
  readonly labels: Labels
  readonly variables: View
}

export function contextOf(
  definition: PackDefinition,
  order: FrozenOrder,
  composition: Composition,
): Context {
  const view = definition.view(order)
  const parts = partsOf(definition, composition, view)
  const templates = templatesOf(definition.id)
  const evidence = evidenceOf(definition, parts, view)
  const variables = {
    ...view,
    order: { id: order.id, date: order.frozenAt.slice(0, 10), tier: order.tier },
    sections: Object.fromEntries(parts.map(({ artefact, content }) => [artefact.id, content])),
    sectionNotes: sectionNotes(composition),
    release: { version: composition.version, date: composition.datedAt.slice(0, 10) },
    evidence,
    sources: sourcesCited(definition, templates, evidence, view),
    jurisdictions: definition.jurisdictions(view),
    refundPercent,
  }
  const labels = labelsOf(parts)
  return { definition, order, composition, templates, view, parts, labels, variables }
}
