import type { Cover, Printable } from '../../documents/printable.ts'
import type { Block, Field, Line, Signature } from '../../documents/text/blocks.ts'
import { type Group, groupsOf, signatureFields } from '../../documents/text/form.ts'
import { stretchesOf } from '../../documents/text/stretches.ts'
import { lineOf } from '../../documents/type/text.ts'
import type { LookName, PanelName } from './looks.ts'

/**
 * A document in the few shapes that every rival can draw, cover included. A field is a labelled
 * box, and a log a table with empty cells.
 */
export interface Paper {
  readonly lang: string
  readonly footer: readonly string[]
  readonly stretches: readonly Stretch[]
}

/** Chapters on paper of the same orientation; each stretch starts a page. */
export interface Stretch {
  readonly landscape: boolean
  readonly parts: readonly Part[]
}

export type Part =
  | { readonly type: 'text'; readonly look: LookName; readonly content: Line }
  | {
      readonly type: 'list'
      /** One an item: `•`, or its number. */
      readonly marks: readonly string[]
      readonly items: readonly (readonly Part[])[]
    }
  | {
      readonly type: 'table'
      readonly header: readonly Line[]
      readonly rows: readonly (readonly Line[])[]
      /** Least height of a row in points. */
      readonly rowHeight: number
    }
  | { readonly type: 'boxes'; readonly boxes: readonly Box[] }
  | { readonly type: 'panel'; readonly look: PanelName; readonly parts: readonly Part[] }

/** Boxes of a row share its width. */
export interface Box {
  readonly label: string
  readonly value: string
  /** Least height in points. */
  readonly height: number
}

export function paperOf({ title, lang, cover, footer, blocks }: Printable): Paper {
  const stretches = stretchesOf(blocks).map(({ landscape, blocks: own }, index) => {
    const before = index === 0 ? coverParts(title, cover) : []
    return { landscape, parts: [...before, ...partsOf(own)] }
  })
  return { lang, footer, stretches }
}

function coverParts(title: string, { kicker, summary, facts, fields, origin }: Cover): Part[] {
  return [
    text('kicker', kicker),
    text('title', title),
    text('summary', summary),
    row(facts.map((fact) => ({ ...fact, height: 0 }))),
    ...rowsOf(fields),
    ...(origin === '' ? [] : [text('small', origin)]),
  ]
}

/** Points: what the PDF gives a field, a row of a log, and a place to sign. */
const boxHeight = 22
const multilineHeight = 45
const logRowHeight = 31
const signatureHeight = 34

function partsOf(blocks: readonly Block[]): Part[] {
  return groupsOf(blocks).flatMap(partsOfOne)
}

function partsOfOne(block: Group): Part[] {
  switch (block.type) {
    case 'heading':
      return [{ type: 'text', look: `h${block.level}`, content: block.content }]
    case 'paragraph':
      return [{ type: 'text', look: 'body', content: block.content }]
    case 'list': {
      const marks = block.items.map((_, i) => (block.ordered ? `${block.start + i}.` : '•'))
      return [{ type: 'list', marks, items: block.items.map(partsOf) }]
    }
    case 'table':
      return [{ type: 'table', header: block.header, rows: block.rows, rowHeight: 0 }]
    case 'log': {
      const header = block.columns.map(lineOf)
      const rows = Array.from({ length: block.rows }, () => header.map(() => []))
      return [{ type: 'table', header, rows, rowHeight: logRowHeight }]
    }
    case 'form':
      return rowsOf(block.fields)
    case 'signature':
      return signatureParts(block)
    case 'callout':
      return [{ type: 'panel', look: block.kind, parts: partsOf(block.blocks) }]
    case 'section': {
      const parts = [text('small', block.label), ...partsOf(block.blocks)]
      return [{ type: 'panel', look: block.tailored ? 'tailored' : 'standard', parts }]
    }
    // Spreadsheets alone have it.
    case 'sheet':
      return []
  }
}

/** Two short fields stand side by side. */
function rowsOf(fields: readonly Field[]): Part[] {
  const rows: Field[][] = []
  for (const field of fields) {
    const last = rows.at(-1)
    if (last?.length === 1 && last.every(isShort) && isShort(field)) last.push(field)
    else rows.push([field])
  }
  return rows.map((all) => row(all.map(boxOf)))
}

function isShort({ kind, label, value }: Field): boolean {
  if (kind === 'multiline' || kind === 'checkbox') return false
  return label.length <= 36 && value.length <= 36
}

function boxOf({ label, value, kind }: Field): Box {
  const height = kind === 'multiline' ? multilineHeight : kind === 'checkbox' ? 0 : boxHeight
  return { label, value, height }
}

function signatureParts(block: Signature): Part[] {
  const boxes = signatureFields(block).map((field) => ({ ...field, height: signatureHeight }))
  return [text('body', `Signed by: ${block.role}`), row(boxes)]
}

function row(boxes: readonly Box[]): Part {
  return { type: 'boxes', boxes }
}

function text(look: LookName, words: string): Part {
  return { type: 'text', look, content: lineOf(words) }
}
