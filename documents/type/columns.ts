import type { ColumnType, Line, Log } from '../text/blocks.ts'
import { sizes } from './style.ts'
import { widthOf } from './text.ts'

/** Points kept free inside a cell. */
export const padding = { x: 6, y: 5 } as const

/** Points; a column of very long texts or words asks for no more. */
const widest = { text: 320, word: 150 } as const

/** Points; a column of short texts, such as dates, has each of them on one line. */
const short = 84

/**
 * As browsers do (CSS 2.2, 17.5.2.2): each column at least as wide as its longest word, the rest
 * shared by how much more each could use.
 */
export function columnWidths(rows: readonly (readonly Line[])[], total: number): number[] {
  const [header = []] = rows
  const needs = header.map((_, column) => columnNeed(rows.map((row) => row[column] ?? [])))
  const spare = total - needs.reduce((sum, { least }) => sum + least, 0)
  if (spare <= 0) return needs.map(({ least }) => (least * total) / (total - spare))
  const wanted = needs.reduce((sum, { most, least }) => sum + most - least, 0)
  const share = (extra: number) => (wanted > 0 ? (spare * extra) / wanted : spare / needs.length)
  return needs.map(({ least, most }) => least + share(most - least))
}

/** Each column of a log has room for its head; of what is left, free text takes most. */
export function logWidths({ columns, types }: Log, total: number): number[] {
  const least = columns.map((head) => columnNeed([[{ text: head }]]).least)
  const shares = columns.map((head, index) => shareOf(head, types[index] ?? 'text'))
  const spare = total - least.reduce((sum, width) => sum + width, 0)
  const all = shares.reduce((sum, share) => sum + share, 0)
  return least.map((width, index) => width + (spare * (shares[index] ?? 0)) / all)
}

function shareOf(head: string, type: ColumnType): number {
  if (type === 'number' || /^no\b/i.test(head)) return 0.2
  const asksWhenOrWho = /\b(on|by|date|due|time|received|closed)\b/i.test(head)
  return type !== 'text' || asksWhenOrWho ? 1 : 2.2
}

/** Points that a column needs at the least, and to have each cell on one line. */
function columnNeed(cells: readonly Line[]): { least: number; most: number } {
  const around = 2 * padding.x + 0.5
  const words = cells.flat().flatMap(({ text }) => text.split(/\s+|(?<=[\p{L}\p{N}][-–—/])/u))
  const wholes = cells.map((cell) => cell.map(({ text }) => text).join(''))
  const longest = (texts: readonly string[], most: number) =>
    Math.min(most, Math.max(12, ...texts.map(width)))
  const most = longest(wholes, widest.text)
  const least = most <= short ? most : longest(words, widest.word)
  return { least: least + around, most: Math.max(least, most) + around }
}

function width(text: string): number {
  return widthOf(text.replace(/\s/g, ' '), 'SemiBold', sizes.table.size)
}
