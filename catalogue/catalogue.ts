import type { LeftOut, View } from '../pack/artefact.ts'
import { type FrozenOrder, homeModel } from '../pack/order.ts'
import type { SectionPlan } from '../pack/section.ts'
import type { ArtefactDefinition, PackDefinition } from './definition.ts'
import { gdpr } from './gdpr.ts'

/** The packs that are sold, by id. */
export const catalogue: Readonly<Record<string, PackDefinition>> = { gdpr }

export function packOf(id: string): PackDefinition | undefined {
  return Object.hasOwn(catalogue, id) ? catalogue[id] : undefined
}

/** The documents of the pack that the firm does not need, as its answers say. */
export function leftOutOf(order: FrozenOrder): readonly LeftOut[] {
  const pack = soldPack(order)
  return pack.leftOut(pack.view(order))
}

/** The sections an order shall have: the artefacts of its tier whose document applies to the firm. */
export function sectionPlans(order: FrozenOrder): SectionPlan[] {
  const pack = soldPack(order)
  const view = pack.view(order)
  const missing = pack.leftOut(view).map(({ number }) => number)
  return pack.artefacts
    .filter(({ tiers }) => tiers.includes(order.tier))
    .filter(({ document }) => document === null || !missing.includes(document))
    .map((artefact) => ({ ...planOf(artefact, view), home: homeModel(order.tier) }))
}

function soldPack(order: FrozenOrder): PackDefinition {
  const pack = packOf(order.pack)
  if (pack === undefined) throw new Error(`There is no pack "${order.pack}" in the catalogue.`)
  return pack
}

function planOf({ id, title, onFailure, rows }: ArtefactDefinition, view: View) {
  return { id, title, onFailure, parts: rows ? rows(view).map((row) => row.id) : [''] }
}
