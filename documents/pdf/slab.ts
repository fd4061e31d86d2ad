import type { SectionBlock } from '../text/blocks.ts'
import type { Element, Pdf } from './pdfkit.ts'
import type { Pen } from './pen.ts'

/** A piece of a document that is never split: a line, a table row, a field. */
export interface Slab {
  /** Points kept free above it, unless it starts a page. */
  readonly above: number
  readonly height: number
  /** Stands on the same page as the next one. */
  readonly keep: boolean
  /** @param y top of the slab, below `above` */
  readonly draw: (pen: Pen, y: number) => void
  /** Drawn again above it when it starts a page: a table's head. */
  readonly repeat?: Repeat
  /** Stands on a page of that orientation; portrait unless said. */
  readonly landscape?: boolean
  /** Stands at the top of a page. */
  readonly startsPage?: boolean
}

export interface Repeat {
  readonly height: number
  readonly draw: (pen: Pen, y: number) => void
}

/** Where a block is laid out. */
export interface Frame {
  readonly pdf: Pdf
  /** The structure element that the block's own becomes a child of. */
  readonly parent: Element
  readonly x: number
  /** For tables and fields. */
  readonly width: number
  /** For running text, which is hard to read in longer lines. */
  readonly textWidth: number
  readonly showsLabel: (section: SectionBlock) => boolean
}

/** A narrower frame inside another, so far from its left edge. */
export function indented(frame: Frame, left: number, right = 0): Frame {
  const { x, width, textWidth } = frame
  const inner = width - left - right
  return { ...frame, x: x + left, width: inner, textWidth: Math.min(textWidth - left, inner) }
}

/** A new structure element at its place in the tree; layout runs in reading order. */
export function child(
  { pdf, parent }: Pick<Frame, 'pdf' | 'parent'>,
  type: string,
  options: Record<string, unknown> = {},
): Element {
  const element = pdf.struct(type, options)
  parent.add(element)
  return element
}

/** The same slabs with more room above the first. */
export function spaced(slabs: readonly Slab[], above: number): Slab[] {
  return slabs.map((slab, index) => (index === 0 ? { ...slab, above } : slab))
}

/** Each on the page of the next one, and the last on that of what follows. */
export function kept(slabs: readonly Slab[]): Slab[] {
  return slabs.map((slab) => ({ ...slab, keep: true }))
}

/** Up to so many stand on one page; of more, the last two, so that none stands alone on it. */
export function together(slabs: readonly Slab[], most = Number.POSITIVE_INFINITY): Slab[] {
  const from = slabs.length <= most ? 0 : slabs.length - 2
  const last = slabs.length - 1
  return slabs.map((slab, index) =>
    index >= from && index < last ? { ...slab, keep: true } : slab,
  )
}

/** Draws something behind each slab, so that a bar or a fill goes on over page breaks. */
export function backed(
  slabs: readonly Slab[],
  draw: (pen: Pen, y: number, height: number) => void,
): Slab[] {
  return slabs.map((slab, index) => ({
    ...slab,
    above: index === 0 ? slab.above : 0,
    height: slab.height + (index === 0 ? 0 : slab.above),
    draw: (pen, y) => {
      const above = index === 0 ? 0 : slab.above
      draw(pen, y, slab.height + above)
      slab.draw(pen, y + above)
    },
  }))
}
