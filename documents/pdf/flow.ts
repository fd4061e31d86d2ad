import { sheet } from '../type/style.ts'
import type { Pen } from './pen.ts'
import type { Slab } from './slab.ts'

const { side, top, bottom, short, long } = sheet

/** Puts the slabs on pages, in order; those kept together stand on one page where they fit. */
export function flow(pen: Pen, slabs: readonly Slab[]): void {
  let y = Number.POSITIVE_INFINITY
  let landscape: boolean | undefined
  for (const [index, slab] of slabs.entries()) {
    const turned = (slab.landscape ?? false) !== landscape
    const lowest = (slab.landscape ? short : long) - bottom
    const chained = index > 0 && slabs[index - 1]?.keep === true
    const need = chained ? slab.height : chainHeight(slabs, index, lowest - top)
    if (turned || slab.startsPage || y + slab.above + need > lowest) {
      landscape = slab.landscape ?? false
      addPage(pen, landscape)
      y = top
      slab.repeat?.draw(pen, y)
      y += slab.repeat?.height ?? 0
    } else y += slab.above
    slab.draw(pen, y)
    y += slab.height
  }
}

/** Height of a slab with those that must follow it; beyond a page, of the slab alone. */
function chainHeight(slabs: readonly Slab[], from: number, page: number): number {
  const alone = slabs[from]?.height ?? 0
  let height = alone
  for (let at = from; slabs[at]?.keep && height <= page; at += 1) {
    const next = slabs[at + 1]
    height += next ? next.above + next.height : 0
  }
  return height > page ? alone : height
}

function addPage({ pdf }: Pen, landscape: boolean): void {
  const size = landscape ? [long, short] : [short, long]
  pdf.addPage({ size, margins: { top: 0, bottom: 0, left: side, right: side } })
}
