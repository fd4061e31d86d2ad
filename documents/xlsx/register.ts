import type { Block, ColumnType, Line, Log, Sheet } from '../text/blocks.ts'

export interface Column {
  readonly head: string
  readonly type: ColumnType
}

/** What becomes one sheet: the rows that are known, and room for more. */
export interface Register {
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** Of the tailored section that it stands in, else null. */
  readonly label: string | null
}

/** Every `:::sheet` and `::log` in reading order, however deep it stands. */
export function registersOf(blocks: readonly Block[], label: string | null = null): Register[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'log':
        return [registerOfLog(block, label)]
      case 'sheet':
        return [registerOfSheet(block, label)]
      case 'list':
        return registersOf(block.items.flat(), label)
      case 'callout':
        return registersOf(block.blocks, label)
      case 'section':
        return registersOf(block.blocks, block.tailored ? block.label : null)
      default:
        return []
    }
  })
}

function registerOfLog({ sheet, columns, types }: Log, label: string | null): Register {
  return { name: sheet, columns: columnsOf(columns, types), rows: [], label }
}

function registerOfSheet({ name, table, types }: Sheet, label: string | null): Register {
  const columns = columnsOf(table.header.map(cellText), types)
  const rows = table.rows.map((row) => columns.map((_, index) => cellText(row[index] ?? [])))
  return { name, columns, rows, label }
}

function columnsOf(heads: readonly string[], types: readonly ColumnType[]): Column[] {
  return heads.map((head, index) => ({ head, type: types[index] ?? 'text' }))
}

/** A cell has no links inside its text, so an address that is not shown is written behind it. */
function cellText(content: Line): string {
  return content.map(withAddress).join('')
}

function withAddress({ text, link = '' }: Line[number]): string {
  const address = link.replace(/^(mailto|tel):/i, '')
  return text.includes(address) ? text : `${text} (${address})`
}
