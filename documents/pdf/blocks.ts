import { type Block, type Callout, plain, type SectionBlock } from '../text/blocks.ts'
import { type Group, groupsOf } from '../text/form.ts'
import { stretchesOf } from '../text/stretches.ts'
import { barGap, colours, measure, pageWidth, sizes } from '../type/style.ts'
import { fields, signature } from './fields.ts'
import { log } from './log.ts'
import { artifact, paintRect } from './pen.ts'
import { heading, list, paragraph } from './prose.ts'
import { backed, child, type Frame, indented, kept, type Slab, spaced, together } from './slab.ts'
import { table } from './table.ts'

/** Lays out a document's body, each stretch for its paper. */
export function body(blocks: readonly Block[], frame: Frame): Slab[] {
  return stretchesOf(blocks).flatMap(({ landscape, blocks: own }) => {
    const slabs = layOut(own, { ...frame, width: pageWidth(landscape), textWidth: measure })
    return landscape ? slabs.map((slab) => ({ ...slab, landscape })) : slabs
  })
}

export function layOut(blocks: readonly Block[], frame: Frame): Slab[] {
  const groups = groupsOf(blocks)
  return groups.flatMap((group, at) => set(group, groups[at - 1], groups[at + 1], frame))
}

/** Text keeps clear of a box above it, and what belongs to the next block stays with it. */
function set(
  group: Group,
  before: Group | undefined,
  next: Group | undefined,
  frame: Frame,
): Slab[] {
  const slabs = one(group, frame)
  const first = slabs[0]?.above ?? 0
  const clear = isText(group) && before && !isText(before) && before.type !== 'heading'
  const set = clear ? spaced(slabs, Math.max(first, 13)) : slabs
  if (!next || !belongs(group, next)) return set
  return set.map((slab, index) => (index === set.length - 1 ? { ...slab, keep: true } : slab))
}

function isText({ type }: Group): boolean {
  return type === 'paragraph' || type === 'list'
}

/** Text to what it announces, a form or signature to what is above it, a log to a remark on it. */
function belongs(group: Group, next: Group): boolean {
  if (next.type === 'form' || next.type === 'signature') return true
  return group.type === 'log' ? isText(next) : announces(group)
}

function announces(group: Group): boolean {
  if (group.type !== 'paragraph') return false
  const { content } = group
  return content.every(({ strong }) => strong) || plain(content).trimEnd().endsWith(':')
}

function one(group: Group, frame: Frame): Slab[] {
  switch (group.type) {
    case 'heading':
      return heading(group, frame)
    case 'paragraph':
      return paragraph(group.content, frame)
    case 'list':
      return list(group, frame, layOut)
    case 'table':
      return table(group, frame)
    case 'form':
      return fields(group.fields, frame)
    case 'log':
      return log(group, frame)
    case 'signature':
      return signature(group, frame)
    case 'sheet':
      return []
    case 'callout':
      return callout(group, frame)
    case 'section':
      return section(group, frame)
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

/** A section's label, wherever it is another than above, and a bar beside all of its parts. */
function section(block: SectionBlock, frame: Frame): Slab[] {
  const { label, tailored, blocks } = block
  const inner = indented({ ...frame, parent: child(frame, 'Sect', { title: label }) }, barGap)
  const head = frame.showsLabel(block) ? labelOf(block, inner) : []
  const text = spaced(layOut(blocks, inner), head.length > 0 ? 3 : 0)
  const bar = tailored ? colours.accent : colours.line
  const barred = backed([...head, ...text], (pen, y, height) =>
    artifact(pen, () => paintRect(pen, frame.x, y, 2, height, bar)),
  )
  return spaced(barred, 10)
}

function labelOf({ label, tailored, note }: SectionBlock, frame: Frame): Slab[] {
  const colour = tailored ? colours.accent : colours.muted
  const style = { type: sizes.small, colour, strong: true, above: 0 }
  const small = { type: sizes.small, colour: colours.muted, above: 2 }
  const about = note ? paragraph(note, frame, small) : []
  return kept([...paragraph([{ text: label }], frame, style), ...about])
}
