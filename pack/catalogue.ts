import type { FrozenOrder } from './order.ts'
import type { ArtefactDefinition, PackDefinition, View } from './schema/definition.ts'
import { gdpr } from './schema/gdpr.ts'
import type { SectionPlan } from './section.ts'

/** The packs that are sold, by id. */
export const catalogue: Readonly<Record<string, PackDefinition>> = { gdpr }

export function packOf(id: string): PackDefinition | undefined {
  return Object.hasOwn(catalogue, id) ? catalogue[id] : undefined
}

/** The sections an order shall have: the artefacts of its tier whose document applies to the firm. */
export function sectionPlans(order: FrozenOrder): SectionPlan[] {
  const pack = packOf(order.pack)
  if (pack === undefined) throw new Error(`There is no pack "${order.pack}" in the catalogue.`)
  const view = pack.view(order)
  return pack.artefacts
    .filter(({ tiers }) => tiers.includes(order.tier))
    .filter((artefact) => applies(artefact, view))
    .map((artefact) => planOf(artefact, view))
}

function applies({ document }: ArtefactDefinition, view: View): boolean {
  const inapplicable = view['inapplicable'] as readonly string[]
  return document === null || !inapplicable.includes(document)
}

function planOf({ id, title, onFailure, rows }: ArtefactDefinition, view: View): SectionPlan {
  return { id, title, onFailure, parts: rows ? rows(view).map((row) => row.id) : [''] }
}
