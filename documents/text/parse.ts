import { type Block, blocks } from './blocks.ts'
import { chunksOf } from './chunks.ts'
import { type Draft, finished, type Labels } from './draft.ts'
import { countMarks, numbered } from './marks.ts'
import { draftsOf } from './mdast.ts'

export type { Labels } from './draft.ts'

/**
 * Markdown with directives → the block tree that every renderer takes. Nodes that it does not know
 * (HTML, images, code, quotations) are dropped; an unknown directive or wrong attributes throw.
 * @param values plain text for each mark of the Markdown, in order
 */
export function parseMarkdown(
  markdown: string,
  labels: Labels,
  values: readonly string[] = [],
): Block[] {
  let used = 0
  const tree = chunksOf(markdown).flatMap((text) => {
    const { drafts, marks, fixed } = chunkOf(text)
    const own = values.slice(used, used + marks)
    used += marks
    return fixed ? (drafts as readonly Block[]) : finished(drafts, { values: own, labels })
  })
  const checked = blocks.safeParse(tree)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new Error(`The text does not make a document: ${issue?.path.join('.')}: ${issue?.message}.`)
}

interface Chunk {
  readonly drafts: readonly Draft[]
  readonly marks: number
  /** Without values and labels a draft is a block already. */
  readonly fixed: boolean
}

/** Several variants of each paragraph of some packs. */
const keptChunks = 6_000
const kept = new Map<string, Chunk>()

/**
 * Parsing is most of what composing costs, and it sees no value: orders differ in the paragraphs
 * that they have and in what stands at the marks, so nearly every paragraph was parsed before.
 */
function chunkOf(text: string): Chunk {
  const chunk = kept.get(text) ?? parsed(text)
  // The newest stand last, so that the first is the one to go.
  kept.delete(text)
  kept.set(text, chunk)
  const [oldest = ''] = kept.keys()
  if (kept.size > keptChunks) kept.delete(oldest)
  return chunk
}

function parsed(text: string): Chunk {
  const marks = countMarks(text)
  const fixed = marks === 0 && !text.includes(':::section')
  return { drafts: draftsOf(numbered(text)), marks, fixed }
}
