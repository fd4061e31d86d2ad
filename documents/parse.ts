import type {
  BlockContent,
  DefinitionContent,
  Heading,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { type Block, blocks, type Line, type Span } from './blocks.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkDirective)
  .freeze()

/** What a section's label says; keyed by the id of `:::section{id="…"}`. */
export type Labels = (sectionId: string) => { readonly label: string; readonly tailored: boolean }

type ContainerDirective = Extract<RootContent, { type: 'containerDirective' }>
type LeafDirective = Extract<RootContent, { type: 'leafDirective' }>
type Node = RootContent | BlockContent | DefinitionContent

/**
 * Markdown with directives → the block tree that every renderer takes. Nodes that it does not know
 * (HTML, images, code, quotations) are dropped; a known one with wrong attributes throws.
 */
export function parseMarkdown(markdown: string, labels: Labels): Block[] {
  const tree = parsed(markdown).children.flatMap((node) => toBlocks(node, labels))
  const checked = blocks.safeParse(tree)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new Error(`The text does not make a document: ${issue?.path.join('.')}: ${issue?.message}.`)
}

/** About the texts of two packs. */
const keptTexts = 24
const kept = new Map<string, Root>()

/**
 * Parsing is most of what composing costs, and notices, rehearsals and later releases of an order
 * have texts that were parsed a moment ago. Nothing below changes a tree.
 */
function parsed(markdown: string): Root {
  const known = kept.get(markdown)
  const tree = known ?? processor.parse(markdown)
  // The newest stand last, so that the first is the one to go.
  kept.delete(markdown)
  kept.set(markdown, tree)
  for (const oldest of kept.keys()) if (kept.size > keptTexts) kept.delete(oldest)
  return tree
}

function toBlocks(node: Node, labels: Labels): Block[] {
  const inside = (nodes: readonly Node[]) => nodes.flatMap((child) => toBlocks(child, labels))
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
      return toForm(node)
    case 'containerDirective':
      return toContainer(node, inside(node.children), labels)
    default:
      return []
  }
}

/** A document's title is in its front matter, and the renderer writes it; here it would come twice. */
function toHeading({ depth, children }: Heading): Block[] {
  if (depth === 1) return []
  const level = depth === 2 ? 2 : depth === 3 ? 3 : 4
  return [{ type: 'heading', level, content: toLine(children) }]
}

function toTable({ children }: Table): Block {
  const [header, ...rows] = children.map((row) => row.children.map((cell) => toLine(cell.children)))
  return { type: 'table', header: header ?? [], rows }
}

type Attributes = Record<string, string>

function attributesOf({ attributes }: ContainerDirective | LeafDirective): Attributes {
  const entries = Object.entries(attributes ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name, (value ?? '').normalize('NFC')]))
}

/** `Block` is checked as a whole afterwards, so attributes are only sorted into place here. */
function toForm(node: LeafDirective): Block[] {
  const { id = '', ...rest } = attributesOf(node)
  const split = (text: string | undefined) => text?.split('|').map((part) => part.trim()) ?? []
  switch (node.name) {
    case 'field':
      return [
        {
          type: 'field',
          id,
          kind: rest['type'] as 'text',
          label: rest['label'] ?? '',
          value: rest['value'] ?? '',
          options: split(rest['options']),
        },
      ]
    case 'log':
      return [{ type: 'log', id, rows: Number(rest['rows']), columns: split(rest['columns']) }]
    case 'signature':
      return [{ type: 'signature', id, role: rest['role'] ?? '' }]
    default:
      return []
  }
}

function toContainer(node: ContainerDirective, inside: Block[], labels: Labels): Block[] {
  const { id = '', kind } = attributesOf(node)
  if (node.name === 'section') return [{ type: 'section', id, ...labels(id), blocks: inside }]
  if (node.name === 'callout') return [{ type: 'callout', kind: kind as 'note', blocks: inside }]
  return []
}

function toLine(nodes: readonly PhrasingContent[], style: Omit<Span, 'text'> = {}): Line {
  const line: Line = []
  for (const part of nodes.flatMap((node) => toSpans(node, style))) {
    const last = line.at(-1)
    if (last && last.strong === part.strong && last.link === part.link) last.text += part.text
    else if (part.text !== '') line.push(part)
  }
  return line
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
 * GFM also turns addresses inside escaped text into links, after parsing; those have no position
 * and stay text, so that an answer cannot become a link.
 */
function linkable(url: string, position: unknown): boolean {
  return position !== undefined && /^(https?:\/\/|mailto:|tel:)/i.test(url)
}
