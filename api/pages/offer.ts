import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import type { Tier } from '../../pack/order.ts'
import { formatMoney, priceOf } from '../../pack/price.ts'
import type { Billing } from './billing.ts'
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
  /** `pdf` first. */
  readonly formats: readonly string[]
  /** How it looks for a fictional firm; null where no picture was taken. */
  readonly preview: {
    readonly picture: string
    readonly width: number
    readonly height: number
    readonly pages: number
    readonly contents: readonly string[]
  } | null
}

/** A pack with the documents that its buyers get. */
export interface Offer {
  readonly billing: Billing
  readonly pack: PackDefinition
  readonly documents: readonly DocumentSummary[]
  readonly hasSample: boolean
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

const formatNames: Readonly<Record<string, string>> = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' }

/** The documents with a picture of the first page and the headings of each. */
export function galleryHtml(documents: readonly DocumentSummary[]): Html {
  return html`<ol class="gallery">${documents.map(cardHtml)}</ol>`
}

function cardHtml({ number, title, summary, minutes, formats, preview }: DocumentSummary): Html {
  const names = formats.map((format) => formatNames[format] ?? format).join(', ')
  const pages = preview && (preview.pages === 1 ? '1 page, ' : `${preview.pages} pages, `)
  return html`<li>${preview && pictureHtml(title, preview)}
<div><h4><span class="number">${number}</span> ${title}</h4><p>${summary}</p>
<p class="help">${names}. ${pages}about ${minutes} minutes to fill in.</p>
${
  preview &&
  html`<details><summary>What is in it<span class="visually-hidden"> (document ${number})</span></summary>
<ul>${preview.contents.map((heading) => html`<li>${heading}</li>`)}</ul></details>`
}</div></li>`
}

function pictureHtml(
  title: string,
  { picture, width, height }: NonNullable<DocumentSummary['preview']>,
): Html {
  return html`<img src="${picture}" width="${width}" height="${height}" loading="lazy"
alt="First page of “${title}” for a fictional firm">`
}

export function documentsHtml(documents: readonly DocumentSummary[]): Html {
  return html`<ol class="documents">${documents.map(
    ({ number, title, summary, minutes }) => html`<li><span class="number">${number}</span>
<div><strong>${title}</strong><p>${summary}</p></div>
<span class="minutes">about ${minutes} min</span></li>`,
  )}</ol>`
}
