import type { Relation } from '../ooxml/part.ts'
import type { SectionBlock } from '../text/blocks.ts'
import { createLabelling } from '../text/section-labels.ts'

/** Where an ordered list of its own begins to count. */
export interface Numbering {
  /** `w:num` that its items name. */
  readonly id: number
  readonly level: number
  readonly start: number
}

/** What the parts beside the text must know of it, gathered while the text is written. */
export interface Inventory {
  /** BCP 47. */
  readonly lang: string
  readonly links: Relation[]
  readonly numberings: Numbering[]
  readonly showsLabel: (section: SectionBlock) => boolean
  /** Content controls so far; each has a number. */
  controls: number
}

export function createInventory(lang: string): Inventory {
  return { lang, links: [], numberings: [], showsLabel: createLabelling(), controls: 0 }
}

/** `w:num` of all bulleted lists. */
export const bullets = 1

/** The id of a new list's numbering. */
export function addNumbering({ numberings }: Inventory, level: number, start: number): number {
  const id = bullets + 1 + numberings.length
  numberings.push({ id, level, start })
  return id
}

/** All but what RFC 3986 lets stand in a URI. */
const notInUris = /[^\w\-.~:/?#@!$&'()*+,;=%]/g

/** The id of a link's relation, or none for what is no URL. */
export function addLink({ links }: Inventory, address: string): string | undefined {
  const url = URL.parse(address)
  if (!url) return undefined
  // Word refuses a whole file for one target that is no URI, and browsers' URLs need not be one.
  const target = url.href.replace(notInUris, encodeURIComponent)
  const known = links.find((link) => link.target === target)
  if (known) return known.id
  const id = `link${links.length + 1}`
  links.push({ id, type: 'hyperlink', target, external: true })
  return id
}
