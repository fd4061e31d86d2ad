import type { Block, Callout, Line, List, SectionBlock, Span, Table } from './blocks.ts'
import { withValues } from './marks.ts'

/** A block as it is for every firm: numbered marks where its values go, and sections unlabelled. */
export type Draft =
  | Exclude<Block, List | Callout | SectionBlock>
  | (Omit<List, 'items'> & { items: Draft[][] })
  | (Omit<Callout, 'blocks'> & { blocks: Draft[] })
  | DraftSection

interface DraftSection {
  type: 'section'
  id: string
  /** Of a list artefact: the row that the text belongs to; else empty. */
  row: string
  blocks: Draft[]
}

/** What a section's label says, by `id` and `row` of `:::section{id="…" row="…"}`. */
export type Labels = (id: string, row: string) => Pick<SectionBlock, 'label' | 'tailored' | 'note'>

/** What an order adds to its drafts. */
export interface Filling {
  /** By the number of their marks. */
  readonly values: readonly string[]
  readonly labels: Labels
}

/** Puts values and labels in. The blocks are parsed by now, so a value cannot be anything but text. */
export function finished(drafts: readonly Draft[], filling: Filling): Block[] {
  return drafts.map((draft) => finishedBlock(draft, filling))
}

function finishedBlock(draft: Draft, filling: Filling): Block {
  switch (draft.type) {
    case 'heading':
    case 'paragraph':
      return { ...draft, content: finishedLine(draft.content, filling) }
    case 'table':
      return finishedTable(draft, filling)
    case 'sheet':
      return { ...finishedForm(draft, filling), table: finishedTable(draft.table, filling) }
    case 'field':
    case 'log':
    case 'signature':
      return finishedForm(draft, filling)
    case 'list':
      return { ...draft, items: draft.items.map((item) => finished(item, filling)) }
    case 'callout':
      return { ...draft, blocks: finished(draft.blocks, filling) }
    case 'section': {
      const { type, id, row, blocks } = draft
      const label = filling.labels(id, finishedText(row, filling))
      return { type, id, ...label, blocks: finished(blocks, filling) }
    }
  }
}

function finishedTable({ type, header, rows }: Table, filling: Filling): Table {
  const cells = (row: readonly Line[]) => row.map((cell) => finishedLine(cell, filling))
  return { type, header: cells(header), rows: rows.map(cells) }
}

/** The attributes of a field, log, signature or sheet. */
function finishedForm<Form extends object>(form: Form, filling: Filling): Form {
  const text = (value: unknown): unknown => {
    if (typeof value === 'string') return finishedText(value, filling)
    return Array.isArray(value) ? value.map(text) : value
  }
  const entries = Object.entries(form).map(([name, value]) => [name, text(value)])
  return Object.fromEntries(entries) as Form
}

function finishedText(text: string, { values }: Filling): string {
  return withValues(text, (number) => values[number] ?? '').normalize('NFC')
}

/** In running text a line break in a value is a space. */
function finishedLine(line: Line, { values }: Filling): Line {
  const words = (number: number) => (values[number] ?? '').replace(/\s+/g, ' ')
  return joined(
    line.map(({ text, link, ...style }) => {
      const address = link && withValues(link, words)
      const span = { text: withValues(text, words).normalize('NFC'), ...style }
      return address && isAddress(address) ? { ...span, link: address } : span
    }),
  )
}

/** Neighbours of one style become one span. */
export function joined(spans: readonly Span[]): Line {
  const line: Line = []
  for (const span of spans) {
    const last = line.at(-1)
    if (last && last.strong === span.strong && last.link === span.link) last.text += span.text
    else if (span.text !== '') line.push({ ...span })
  }
  return line
}

/** What a document may link to. */
export function isAddress(url: string): boolean {
  return /^(https:\/\/|mailto:|tel:)\S+$/i.test(url)
}
