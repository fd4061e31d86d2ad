import { nothing, together, type Xml } from '../ooxml/xml.ts'
import type { Block, Callout, SectionBlock } from '../text/blocks.ts'
import { type Group, groupsOf } from '../text/form.ts'
import { stretchesOf } from '../text/stretches.ts'
import { barGap, colours, pageWidth } from '../type/style.ts'
import { fields, signature } from './form.ts'
import { cellFrame, type Frame, indented } from './frame.ts'
import type { Inventory } from './inventory.ts'
import { list } from './list.ts'
import { pageSetup, textRightOf } from './page.ts'
import { cell, grid, log, roomIn, row, table } from './table.ts'
import { calloutMargin } from './table-styles.ts'
import { coloured, paragraph, runs } from './text.ts'
import { twips, val, w } from './word.ts'

/** A document's body: words, and how the pages of each stretch lie. */
export function body(before: Xml, blocks: readonly Block[], inventory: Inventory): Xml {
  const parts = stretchesOf(blocks)
  const written = parts.map(({ landscape, blocks: own }, index) => {
    const text = write(own, pageFrame(inventory, landscape))
    const setup = pageSetup(landscape)
    return together([text, index === parts.length - 1 ? setup : pageBreak(setup)])
  })
  return w('body', {}, before, ...written)
}

export function pageFrame(inventory: Inventory, landscape: boolean): Frame {
  const width = twips(pageWidth(landscape))
  return { inventory, left: 0, right: textRightOf(landscape), width, depth: 0 }
}

/** The set-up of all pages but the last ones stands in a paragraph, which must need no page. */
function pageBreak(setup: Xml): Xml {
  return w('p', {}, w('pPr', {}, val('pStyle', 'Gap'), w('spacing', { after: 0 }), setup))
}

export function write(blocks: readonly Block[], frame: Frame): Xml {
  const groups = groupsOf(blocks)
  return together(groups.map((group, at) => one(group, groups[at + 1], frame)))
}

function one(group: Group, next: Group | undefined, frame: Frame): Xml {
  switch (group.type) {
    case 'heading': {
      // The title is a style of its own, so that the headings below it begin at 1.
      const style = `Heading${group.level - 1}`
      const { startsPage = false } = group
      return paragraph(style, runs(group.content, frame.inventory), { frame, startsPage })
    }
    case 'paragraph': {
      const style = frame.depth === 0 ? 'BodyText' : 'ListContinue'
      const look = { frame, keepNext: next !== undefined && isIntroduced(next) }
      return paragraph(style, runs(group.content, frame.inventory), look)
    }
    case 'list':
      return list(group, frame, write)
    case 'table':
      return table(group, frame)
    case 'form':
      return fields(group.fields, frame)
    case 'log':
      return log(group, frame)
    case 'signature':
      return signature(group, frame)
    case 'sheet':
      return nothing
    case 'callout':
      return callout(group, frame)
    case 'section':
      return section(group, frame)
  }
}

/** What the text before it announces, and so never begins a page without it. */
function isIntroduced({ type }: Group): boolean {
  return ['form', 'signature', 'list', 'table', 'log'].includes(type)
}

/** One cell, whose style has the fill and the bar. */
function callout({ kind, blocks }: Callout, frame: Frame): Xml {
  const width = roomIn(frame)
  const words = write(blocks, cellFrame(frame, width - 2 * calloutMargin))
  const inside = words === nothing ? paragraph('Gap', []) : words
  const style = kind === 'warning' ? 'PackWarning' : 'PackNote'
  return grid({ style, columns: [width], rows: [row([cell(width, [inside])])] }, frame)
}

/** A section's label, wherever it is another than above, and a bar beside all of its parts. */
function section(block: SectionBlock, frame: Frame): Xml {
  const { label, tailored, note, blocks } = block
  const bar = { left: frame.left, colour: tailored ? colours.accent : colours.line }
  const inner = { ...indented(frame, twips(barGap)), bar }
  const words = coloured(label, tailored ? colours.accent : colours.muted)
  const line = (content: readonly Xml[]) =>
    paragraph('SectionLabel', content, { frame: inner, keepNext: true })
  const { inventory } = frame
  const head = inventory.showsLabel(block)
    ? [line([words]), note ? line(runs(note, inventory)) : nothing]
    : []
  return together([...head, write(blocks, inner)])
}
