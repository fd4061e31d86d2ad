import type { PackDefinition } from '../../catalogue/definition.ts'
import type { EveryPackView } from '../../catalogue/every-pack.ts'
import type { View } from '../../pack/artefact.ts'
import { correctionInWords } from '../../pack/correction.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import { refundPercent } from '../../pack/price.ts'
import type { Composition } from '../../pack/release.ts'
import type { Labels } from '../text/parse.ts'
import { type PackTemplates, templatesOf } from '../text/templates.ts'
import { changesOf } from './changes.ts'
import { evidenceOf, sourcesBehind, sourcesCited } from './citations.ts'
import { labelsOf, partsOf, type ReleasePart, sectionNotes } from './sections.ts'

/** All that the documents of a release are made of. */
export interface Context {
  readonly definition: PackDefinition
  readonly order: FrozenOrder
  readonly composition: Composition
  readonly templates: PackTemplates
  readonly view: EveryPackView
  readonly parts: readonly ReleasePart[]
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
    // Of a document that a correction made another, the correction's.
    answeredOn: order.frozenAt.slice(0, 10),
    corrections: (order.corrections ?? []).map((one) => ({
      date: one.at.slice(0, 10),
      ...correctionInWords(one),
    })),
    sections: Object.fromEntries(parts.map(({ artefact, content }) => [artefact.id, content])),
    sectionNotes: sectionNotes(order, composition),
    changes: changesOf(definition, composition),
    release: { version: composition.version, date: composition.datedAt.slice(0, 10) },
    evidence,
    sources: sourcesCited(definition, templates, evidence, view),
    jurisdictions: definition.jurisdictions(view),
    refundPercent,
  }
  const labels = labelsOf(parts, (id) => sourcesBehind(definition, evidence[id] ?? [], view))
  return { definition, order, composition, templates, view, parts, labels, variables }
}
