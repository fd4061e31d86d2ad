import type { Tier } from '../../pack/order.ts'
import { formatMoney, priceOf } from '../../pack/price.ts'
import type { ArtefactDefinition, PackDefinition } from '../../pack/schema/definition.ts'
import { type Html, html } from './html.ts'

/** A document of a pack as the shop shows it. */
export interface DocumentSummary {
  /** The catalogue's number: `01`. */
  readonly number: string
  readonly title: string
  /** One sentence. */
  readonly summary: string
  /** Minutes that filling it in takes. */
  readonly minutes: number
}

/** A pack with the documents that its buyers get. */
export interface Offer {
  readonly pack: PackDefinition
  readonly documents: readonly DocumentSummary[]
}

export const tiers: readonly Tier[] = ['self-serve', 'full']

export const tierNames: Readonly<Record<Tier, string>> = {
  'self-serve': 'Self-serve',
  full: 'Full',
}

export function artefactsOf(pack: PackDefinition, tier: Tier): readonly ArtefactDefinition[] {
  return pack.artefacts.filter((artefact) => artefact.tiers.includes(tier))
}

export function pricesOf(tier: Tier): string {
  return `${formatMoney(priceOf(tier), 'eur')} or ${formatMoney(priceOf(tier), 'gbp')}`
}

export function documentsHtml(documents: readonly DocumentSummary[]): Html {
  return html`<ol class="documents">${documents.map(
    ({ number, title, summary, minutes }) => html`<li><span class="number">${number}</span>
<div><strong>${title}</strong><p>${summary}</p></div>
<span class="minutes">about ${minutes} min</span></li>`,
  )}</ol>`
}
