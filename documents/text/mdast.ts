import type {
  BlockContent,
  DefinitionContent,
  Heading,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { ColumnType, Line, Log, Sheet, Span, Table as TableBlock } from './blocks.ts'
import { type Draft, isAddress, joined } from './draft.ts'
import { mark } from './marks.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkDirective)
  .freeze()

/**
 * Markdown with directives → drafts. Nodes that it does not know (HTML, images, code, quotations)
 * are dropped; wrong attributes are left for the check of the whole.
 */
export function draftsOf(markdown: string): Draft[] {
  const { children } = processor.parse(markdown)
  return children.flatMap((node, index) => {
    const drafts = toDrafts(node)
    return children[index - 1]?.type === 'thematicBreak' ? drafts.map(onNewPage) : drafts
  })
}

/** A rule `---` right above a heading has it start a page. */
function onNewPage(draft: Draft): Draft {
  return draft.type === 'heading' ? { ...draft, startsPage: true } : draft
}

type ContainerDirective = Extract<RootContent, { type: 'containerDirective' }>
type LeafDirective = Extract<RootContent, { type: 'leafDirective' }>
type Node = RootContent | BlockContent | DefinitionContent

function toDrafts(node: Node): Draft[] {
  const inside = (nodes: readonly Node[]) => nodes.flatMap(toDrafts)
  switch (node.type) {
    case 'heading':
      return toHeading(node)
    case 'paragraph':
      return [{ type: 'paragraph', content: toLine(node.children) }]
    case 'list': {
      const items = node.children.map((item) => inside(item.children))
      return [{ type: 'list', ordered: node.ordered === true, start: node.start ?? 1, items }]
    }
    case 'table':
      return [toTable(node)]
    case 'leafDirective':
      return [toForm(node)]
    case 'containerDirective':
      return [toContainer(node, inside(node.children))]
    default:
      return []
  }
}

/** A document's title is in its front matter, and the renderer writes it; here it would come twice. */
function toHeading({ depth, children }: Heading): Draft[] {
  if (depth === 1) return []
  const level = depth === 2 ? 2 : depth === 3 ? 3 : 4
  return [{ type: 'heading', level, content: toLine(children) }]
}

function toTable({ children }: Table): TableBlock {
  const [header, ...rows] = children.map((row) => row.children.map((cell) => toLine(cell.children)))
  return { type: 'table', header: header ?? [], rows }
}

type Attributes = Record<string, string>

function attributesOf({ attributes }: ContainerDirective | LeafDirective): Attributes {
  const entries = Object.entries(attributes ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name, (value ?? '').normalize('NFC')]))
}

/** The blocks are checked as a whole later, so attributes are only sorted into place here. */
function toForm(node: LeafDirective): Draft {
  const { id = '', ...rest } = attributesOf(node)
  const split = (text: string | undefined) => text?.split('|').map((part) => part.trim()) ?? []
  switch (node.name) {
    case 'field':
      return {
        type: 'field',
        id,
        kind: rest['type'] as 'text',
        label: rest['label'] ?? '',
        value: rest['value'] ?? '',
        options: split(rest['options']),
      }
    case 'log':
      return toLog(id, rest, split(rest['columns']))
    case 'signature':
      return { type: 'signature', id, role: rest['role'] ?? '' }
    default:
      throw new Error(`There is no directive ::${node.name}; known are field, log and signature.`)
  }
}

function toLog(id: string, attributes: Attributes, columns: string[]): Log {
  const { rows, sheet = id, types } = attributes
  const each = toColumnTypes(types, columns.length)
  return { type: 'log', id, sheet, rows: Number(rows), columns, types: each }
}

/** @param types `date|number||Yes; No`; left out where all columns are text */
function toColumnTypes(types: string | undefined, columns: number): ColumnType[] {
  return types === undefined ? Array(columns).fill('text') : types.split('|').map(toColumnType)
}

function toColumnType(text: string): ColumnType {
  const [first = '', ...more] = text.split(';').map((part) => part.trim())
  return more.length > 0 ? [first, ...more] : ((first || 'text') as 'text')
}

function toContainer(node: ContainerDirective, inside: Draft[]): Draft {
  const { id = '', row = '', kind, ...rest } = attributesOf(node)
  switch (node.name) {
    case 'section':
      return { type: 'section', id, row, blocks: inside }
    case 'callout':
      return { type: 'callout', kind: kind as 'note', blocks: inside }
    case 'sheet':
      return toSheet(id, rest, onlyTable(inside, id))
    default:
      throw new Error(`There is no :::${node.name}; known are section, callout and sheet.`)
  }
}

function toSheet(id: string, { name = id, types }: Attributes, table: TableBlock): Sheet {
  return { type: 'sheet', id, name, types: toColumnTypes(types, table.header.length), table }
}

function onlyTable([table, ...more]: readonly Draft[], id: string): TableBlock {
  if (table?.type === 'table' && more.length === 0) return table
  throw new Error(`:::sheet{id="${id}"} must hold one table and nothing else.`)
}

function toLine(nodes: readonly PhrasingContent[], style: Omit<Span, 'text'> = {}): Line {
  return joined(nodes.flatMap((node) => toSpans(node, style)))
}

function toSpans(node: PhrasingContent, style: Omit<Span, 'text'>): Line {
  switch (node.type) {
    case 'text':
      return [{ text: node.value.replace(/\s+/g, ' ').normalize('NFC'), ...style }]
    case 'break':
      return [{ text: '\n', ...style }]
    case 'strong':
    case 'emphasis':
      // One family in two weights: both kinds of stress are the heavier one.
      return toLine(node.children, { ...style, strong: true })
    case 'link':
      return toLine(
        node.children,
        linkable(node.url, node.position) ? { ...style, link: node.url } : style,
      )
    case 'textDirective':
      // `14:30` in a template's own words parses as a directive named 30.
      return [{ text: `:${node.name}`, ...style }, ...toLine(node.children, style)]
    default:
      return []
  }
}

/**
 * GFM also makes links of bare addresses, after parsing; those have no position and stay text. An
 * address that begins with a value is judged when the value is known.
 */
function linkable(url: string, position: unknown): boolean {
  return position !== undefined && (url.startsWith(mark) || isAddress(url))
}
