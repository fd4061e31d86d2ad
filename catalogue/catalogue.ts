import type { LeftOut, View } from '../pack/artefact.ts'
import { type FrozenOrder, homeModel } from '../pack/order.ts'
import type { SectionPlan } from '../pack/section.ts'
import type { ArtefactDefinition, PackDefinition } from './definition.ts'
import { gdpr } from './gdpr.ts'

/** The packs that are sold, by id. */
export const catalogue: Readonly<Record<string, PackDefinition>> = { gdpr }

/** The packs that are sold no more, by id: who bought one keeps its page and its downloads. */
export const withdrawn: Readonly<Record<string, PackDefinition>> = {}

/** Of an order, however old. */
export function packOf(id: string): PackDefinition | undefined {
  return soldPackOf(id) ?? own(withdrawn, id)
}

/** Of somebody who wants to buy. */
export function soldPackOf(id: string): PackDefinition | undefined {
  return own(catalogue, id)
}

function own<Pack>(packs: Readonly<Record<string, Pack>>, id: string): Pack | undefined {
  return Object.hasOwn(packs, id) ? packs[id] : undefined
}

/** The documents of the pack that the firm does not need, as its answers say. */
export function leftOutOf(order: FrozenOrder): readonly LeftOut[] {
  const pack = packOfOrder(order)
  return pack.leftOut(pack.view(order))
}

/** The sections an order shall have: the artefacts of its tier whose document applies to the firm. */
export function sectionPlans(order: FrozenOrder): SectionPlan[] {
  const pack = packOfOrder(order)
  const view = pack.view(order)
  const missing = pack.leftOut(view).map(({ number }) => number)
  return pack.artefacts
    .filter(({ tiers }) => tiers.includes(order.tier))
    .filter(({ document }) => document === null || !missing.includes(document))
    .map((artefact) => ({ ...planOf(artefact, view), home: homeModel(order.tier) }))
}

/** Does the customer show it to others? */
export function isPublished(pack: string, artefact: string): boolean {
  return packOf(pack)?.artefacts.find(({ id }) => id === artefact)?.published === true
}

function packOfOrder(order: FrozenOrder): PackDefinition {
  const pack = packOf(order.pack)
  if (pack === undefined) throw new Error(`There is no pack "${order.pack}" in the catalogue.`)
  return pack
}

function planOf({ id, title, onFailure, rows }: ArtefactDefinition, view: View) {
  return { id, title, onFailure, parts: rows ? rows(view).map((row) => row.id) : [''] }
}
