import { type Block, type Callout, type Field, plain, type SectionBlock } from '../blocks.ts'
import { fields, signature } from './fields.ts'
import { isWide, log } from './log.ts'
import { artifact, paintRect } from './pen.ts'
import { heading, list, paragraph } from './prose.ts'
import { backed, child, type Frame, indented, type Slab, spaced, together } from './slab.ts'
import { colours, measure, pageWidth, sizes } from './style.ts'
import { table } from './table.ts'

/** Lays out a document's body; a chapter with a wide log gets landscape pages. */
export function body(blocks: readonly Block[], frame: Frame): Slab[] {
  return chapters(blocks).flatMap((chapter) => {
    const landscape = chapter.some(isWide)
    const slabs = layOut(chapter, { ...frame, width: pageWidth(landscape), textWidth: measure })
    return landscape ? slabs.map((slab) => ({ ...slab, landscape })) : slabs
  })
}

function chapters(blocks: readonly Block[]): Block[][] {
  const all: Block[][] = [[]]
  for (const block of blocks) {
    if (block.type === 'heading' && block.level === 2) all.push([])
    all.at(-1)?.push(block)
  }
  return all
}

/** Neighbouring fields are laid out together, so that short ones share a row. */
export function layOut(blocks: readonly Block[], frame: Frame): Slab[] {
  const slabs: Slab[] = []
  for (let at = 0; at < blocks.length; ) {
    const group = fieldsFrom(blocks, at)
    const block = blocks[at]
    if (group.length > 0) slabs.push(...fields(group, frame))
    else if (block) slabs.push(...set(block, blocks[at - 1], blocks[at + 1], frame))
    at += Math.max(group.length, 1)
  }
  return slabs
}

function fieldsFrom(blocks: readonly Block[], from: number): Field[] {
  const rest = blocks.slice(from)
  const end = rest.findIndex((block) => block.type !== 'field')
  return (end < 0 ? rest : rest.slice(0, end)) as Field[]
}

/** Text keeps clear of a box above it, and what announces the next block stays with it. */
function set(
  block: Block,
  before: Block | undefined,
  next: Block | undefined,
  frame: Frame,
): Slab[] {
  const slabs = one(block, frame)
  const first = slabs[0]?.above ?? 0
  const clear = isText(block) && before && !isText(before) && before.type !== 'heading'
  const set = clear ? spaced(slabs, Math.max(first, 13)) : slabs
  if (!next || !(announces(block) || asksFor(next))) return set
  return set.map((slab, index) => (index === set.length - 1 ? { ...slab, keep: true } : slab))
}

function isText({ type }: Block): boolean {
  return type === 'paragraph' || type === 'list'
}

/** A field or signature never starts a page without the text that it belongs to. */
function asksFor({ type }: Block): boolean {
  return type === 'field' || type === 'signature'
}

function announces(block: Block): boolean {
  if (block.type !== 'paragraph') return false
  const { content } = block
  return content.every(({ strong }) => strong) || plain(content).trimEnd().endsWith(':')
}

function one(block: Block, frame: Frame): Slab[] {
  switch (block.type) {
    case 'heading':
      return heading(block, frame)
    case 'paragraph':
      return paragraph(block.content, frame)
    case 'list':
      return list(block, frame, layOut)
    case 'table':
      return table(block, frame)
    case 'field':
      return fields([block], frame)
    case 'log':
      return log(block, frame)
    case 'signature':
      return signature(block, frame)
    case 'sheet':
      return []
    case 'callout':
      return callout(block, frame)
    case 'section':
      return section(block, frame)
  }
}

const box = { side: 14, ends: 10 } as const

/** A tinted box with a bar; a short one stays on one page. */
function callout({ kind, blocks }: Callout, frame: Frame): Slab[] {
  const inner = indented({ ...frame, parent: child(frame, 'Sect') }, box.side, box.side)
  const [tint, bar] =
    kind === 'warning' ? [colours.warningTint, colours.warning] : [colours.tint, colours.accent]
  const filled = backed(padded(spaced(layOut(blocks, inner), 0)), (pen, y, height) =>
    artifact(pen, () => {
      // A hair of overlap hides the seam between two slabs.
      paintRect(pen, frame.x, y, frame.width, height + 0.2, tint)
      paintRect(pen, frame.x, y, 3, height + 0.2, bar)
    }),
  )
  return spaced(together(filled), 11)
}

function padded(slabs: readonly Slab[]): Slab[] {
  return slabs.map((slab, index) => {
    const top = index === 0 ? box.ends : 0
    const bottom = index === slabs.length - 1 ? box.ends : 0
    return {
      ...slab,
      height: slab.height + top + bottom,
      draw: (pen, y) => slab.draw(pen, y + top),
    }
  })
}

const barGap = 11

/** A section's label, wherever it is another than above, and a bar beside all of its parts. */
function section({ id, label, tailored, blocks }: SectionBlock, frame: Frame): Slab[] {
  const inner = indented({ ...frame, parent: child(frame, 'Sect', { title: label }) }, barGap)
  const colour = tailored ? colours.accent : colours.muted
  const style = { type: sizes.small, colour, strong: true, above: 0 }
  const known = frame.labelled.get(id) === label
  const head = known ? [] : paragraph([{ text: label }], inner, style)
  frame.labelled.set(id, label)
  const kept = head.map((slab) => ({ ...slab, keep: true }))
  const text = layOut(blocks, inner)
  const slabs = [...kept, ...(kept.length > 0 ? spaced(text, 3) : spaced(text, 0))]
  const bar = tailored ? colours.accent : colours.line
  const barred = backed(slabs, (pen, y, height) =>
    artifact(pen, () => paintRect(pen, frame.x, y, 2, height, bar)),
  )
  return spaced(barred, 10)
}
