import type { Colour } from '../type/style.ts'
import type { Inventory } from './inventory.ts'

/** Where a block stands; lengths in twips. */
export interface Frame {
  readonly inventory: Inventory
  /** From the margin, or the edge of a table's cell, to the text. */
  readonly left: number
  /** From running text, which is hard to read in long lines, to the right edge. */
  readonly right: number
  /** From `left` to the right edge, for tables and forms. */
  readonly width: number
  /** Lists around it. */
  readonly depth: number
  /** The bar beside a section. */
  readonly bar?: { readonly left: number; readonly colour: Colour }
}

export function indented(frame: Frame, by: number): Frame {
  return { ...frame, left: frame.left + by, width: frame.width - by }
}

/** Inside a cell of a table, where text takes all the room there is. */
export function cellFrame({ inventory }: Frame, width: number): Frame {
  return { inventory, left: 0, right: 0, width, depth: 0 }
}
