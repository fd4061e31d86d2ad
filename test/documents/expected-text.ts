import type { Printable } from '../../documents/printable.ts'
import { type Block, type Field, type Line, plain } from '../../documents/text/blocks.ts'

/** All words of a document in reading order, without its field values and spaces. */
export function wordsOf({ title, cover, blocks }: Printable): string {
  const facts = cover.facts.map(({ label, value }) => label + value)
  const fields = cover.fields.map(captionOf)
  const head = [cover.kicker, title, cover.summary, ...facts, ...fields, cover.origin]
  return squeezed([...head, ...texts(blocks, { section: '' })].join(''))
}

export function squeezed(text: string): string {
  return text.replace(/\s+/g, '')
}

/** The section above, with its label. */
interface Above {
  section: string
}

function captionOf({ kind, label }: Field): string {
  return kind === 'date' ? `${label} (day, month, year)` : label
}

function texts(blocks: readonly Block[], above: Above): string[] {
  return blocks.flatMap((block) => textsOf(block, above))
}

function textsOf(block: Block, above: Above): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [plain(block.content)]
    case 'list':
      return block.items.flatMap((item, index) => [
        block.ordered ? `${block.start + index}.` : '•',
        ...texts(item, above),
      ])
    case 'table':
      return [block.header, ...block.rows].flatMap((row: Line[]) => row.map(plain))
    case 'field':
      return [captionOf(block)]
    case 'log':
      return block.columns
    case 'signature':
      return [`Signed by: ${block.role}`, 'Name', 'Date (day, month, year)', 'Signature']
    case 'sheet':
      return []
    case 'callout':
      return texts(block.blocks, above)
    case 'section': {
      const section = `${block.id} ${block.label}`
      const label = above.section === section ? '' : block.label
      above.section = section
      return [label, ...texts(block.blocks, above)]
    }
  }
}

/** Heads of tables, which come back when a table goes on over a page. */
export function headsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'table') return [squeezed(block.header.map(plain).join(''))]
    if (block.type === 'log') return [squeezed(block.columns.join(''))]
    if (block.type === 'section' || block.type === 'callout') return headsOf(block.blocks)
    return []
  })
}

/** Names and values of all fields, in reading order; of a log one for each cell. */
export function fieldsOf({ cover, blocks }: Printable): [string, string][] {
  const owners = cover.fields.map(({ id, value }): [string, string] => [id, value])
  return [...owners, ...blocks.flatMap(fieldsIn)]
}

function fieldsIn(block: Block): [string, string][] {
  switch (block.type) {
    case 'field':
      return [[block.id, block.value]]
    case 'signature':
      return ['name', 'date', 'signature'].map((part) => [`${block.id}-${part}`, ''])
    case 'log':
      return Array.from({ length: block.rows * block.columns.length }, (_, at) => {
        const row = Math.floor(at / block.columns.length) + 1
        return [`${block.id}-${row}-${(at % block.columns.length) + 1}`, '']
      })
    case 'list':
      return block.items.flat().flatMap(fieldsIn)
    case 'section':
    case 'callout':
      return block.blocks.flatMap(fieldsIn)
    default:
      return []
  }
}
