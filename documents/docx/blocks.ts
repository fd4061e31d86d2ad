import type { Block, Callout, Field, SectionBlock } from '../blocks.ts'
import { nothing, together, type Xml } from '../ooxml/xml.ts'
import { isWide } from '../pdf/log.ts'
import { colours, pageWidth } from '../pdf/style.ts'
import { fields, signature } from './form.ts'
import { cellFrame, type Frame, indented } from './frame.ts'
import type { Inventory } from './inventory.ts'
import { list } from './list.ts'
import { pageSetup, textRightOf } from './page.ts'
import { cell, grid, log, roomIn, row, table } from './table.ts'
import { calloutMargin } from './table-styles.ts'
import { coloured, paragraph, runs } from './text.ts'
import { twips, w } from './word.ts'

/** A document's body; chapters with a wide log stand on landscape pages. */
export function body(before: Xml, blocks: readonly Block[], inventory: Inventory): Xml {
  const parts = stretches(blocks)
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

/** The set-up of all pages but the last ones stands in a paragraph of its own. */
function pageBreak(setup: Xml): Xml {
  return w('p', {}, w('pPr', {}, w('pStyle', { val: 'Gap' }), setup))
}

interface Stretch {
  readonly landscape: boolean
  readonly blocks: Block[]
}

/** Chapters, with neighbours on paper of the same orientation in one. */
function stretches(blocks: readonly Block[]): Stretch[] {
  const chapters: Block[][] = [[]]
  for (const block of blocks) {
    if (block.type === 'heading' && block.level === 2) chapters.push([])
    chapters.at(-1)?.push(block)
  }
  const all: Stretch[] = [{ landscape: false, blocks: [] }]
  for (const chapter of chapters) {
    const landscape = chapter.some(isWide)
    const last = all.at(-1)
    if (last?.landscape === landscape) last.blocks.push(...chapter)
    else all.push({ landscape, blocks: chapter })
  }
  return all
}

/** Neighbouring fields are written together, as one form. */
export function write(blocks: readonly Block[], frame: Frame): Xml {
  const written: Xml[] = []
  for (let at = 0; at < blocks.length; ) {
    const group = fieldsFrom(blocks, at)
    const block = blocks[at]
    if (group.length > 0) written.push(fields(group, frame))
    else if (block) written.push(one(block, blocks[at + 1], frame))
    at += Math.max(group.length, 1)
  }
  return together(written)
}

function fieldsFrom(blocks: readonly Block[], from: number): Field[] {
  const rest = blocks.slice(from)
  const end = rest.findIndex(({ type }) => type !== 'field')
  return (end < 0 ? rest : rest.slice(0, end)) as Field[]
}

function one(block: Block, next: Block | undefined, frame: Frame): Xml {
  switch (block.type) {
    case 'heading': {
      // The title is a style of its own, so that the headings below it begin at 1.
      const style = `Heading${block.level - 1}`
      return paragraph(style, runs(block.content, frame.inventory), { frame })
    }
    case 'paragraph': {
      const style = frame.depth === 0 ? 'BodyText' : 'ListContinue'
      const look = { frame, keepNext: next !== undefined && isIntroduced(next) }
      return paragraph(style, runs(block.content, frame.inventory), look)
    }
    case 'list':
      return list(block, frame, write)
    case 'table':
      return table(block, frame)
    case 'field':
      return fields([block], frame)
    case 'log':
      return log(block, frame)
    case 'signature':
      return signature(block, frame)
    case 'sheet':
      return nothing
    case 'callout':
      return callout(block, frame)
    case 'section':
      return section(block, frame)
  }
}

/** What the text before it announces, and so never begins a page without it. */
function isIntroduced({ type }: Block): boolean {
  return ['field', 'signature', 'list', 'table', 'log'].includes(type)
}

/** One cell, whose style has the fill and the bar. */
function callout({ kind, blocks }: Callout, frame: Frame): Xml {
  const width = roomIn(frame)
  const words = write(blocks, cellFrame(frame, width - 2 * calloutMargin))
  const inside = words === nothing ? paragraph('Gap', []) : words
  const style = kind === 'warning' ? 'PackWarning' : 'PackNote'
  return grid({ style, columns: [width], rows: [row([cell(width, [inside])])] }, frame)
}

const barGap = twips(11)

/** A section's label, wherever it is another than above, and a bar beside all of its parts. */
function section({ id, label, tailored, blocks }: SectionBlock, frame: Frame): Xml {
  const { labelled } = frame.inventory
  const bar = { left: frame.left, colour: tailored ? colours.accent : colours.line }
  const inner = { ...indented(frame, barGap), bar }
  const known = labelled.get(id) === label
  labelled.set(id, label)
  const words = coloured(label, tailored ? colours.accent : colours.muted)
  const look = { frame: inner, keepNext: true }
  return together([
    known ? nothing : paragraph('SectionLabel', [words], look),
    write(blocks, inner),
  ])
}
