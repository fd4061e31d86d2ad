import { together, type Xml } from '../ooxml/xml.ts'
import type { Block, List } from '../text/blocks.ts'
import { type Frame, indented } from './frame.ts'
import { addNumbering, bullets } from './inventory.ts'
import { step } from './numbering.ts'
import { paragraph, runs } from './text.ts'

/** Points: what follows a list keeps its distance, as after any paragraph. */
const lastItem = { after: 7 }

/**
 * Each ordered list counts from its own start; an item's further paragraphs stand below its first.
 * @param write writes what stands inside an item
 */
export function list(
  { ordered, start, items }: List,
  frame: Frame,
  write: (blocks: readonly Block[], frame: Frame) => Xml,
): Xml {
  const { inventory, depth } = frame
  const level = Math.min(depth, 8)
  const id = ordered ? addNumbering(inventory, level, start) : bullets
  const style = ordered ? 'ListNumber' : 'ListBullet'
  const inner = { ...indented(frame, step), depth: depth + 1 }
  const written = items.map((item, index) => {
    const [first, ...rest] = item
    const begins = first?.type === 'paragraph'
    const content = begins ? runs(first.content, inventory) : []
    const ends = depth === 0 && index === items.length - 1
    const head = { frame: inner, numbering: { id, level }, hanging: step, ...(ends && lastItem) }
    return together([paragraph(style, content, head), write(begins ? rest : item, inner)])
  })
  return together(written)
}
