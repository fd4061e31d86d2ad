import type { Block } from './blocks.ts'

/** A log of more columns needs the length of the paper. */
const wideLog = 6

export function isWide(block: Block): boolean {
  return block.type === 'log' && block.columns.length > wideLog
}

/** What stands on pages of one kind. */
export interface Stretch {
  readonly landscape: boolean
  /** Of the document's handouts, the number of that one; null: it is none. */
  readonly handout: number | null
  readonly blocks: Block[]
}

/**
 * Chapters with a wide log stand on landscape pages, and each handout on pages of its own; neighbours
 * of one kind are joined.
 */
export function stretchesOf(blocks: readonly Block[]): Stretch[] {
  const all: Stretch[] = [{ landscape: false, handout: null, blocks: [] }]
  for (const { handout, blocks: own } of apart(blocks))
    for (const chapter of chaptersOf(own)) {
      const landscape = chapter.some(isWide)
      const last = all.at(-1)
      if (last?.landscape === landscape && last.handout === handout) last.blocks.push(...chapter)
      else if (chapter.length > 0) all.push({ landscape, handout, blocks: chapter })
    }
  return all
}

type Apart = Omit<Stretch, 'landscape'>

function apart(blocks: readonly Block[]): Apart[] {
  const all: Apart[] = []
  let handouts = 0
  for (const block of blocks) {
    const last = all.at(-1)
    if (block.type === 'handout') all.push({ handout: handouts++, blocks: block.blocks })
    else if (last?.handout === null) last.blocks.push(block)
    else all.push({ handout: null, blocks: [block] })
  }
  return all
}

function chaptersOf(blocks: readonly Block[]): Block[][] {
  const chapters: Block[][] = [[]]
  for (const block of blocks) {
    const begins = block.type === 'heading' && block.level === 2
    if (begins) chapters.push(behindLog(chapters.at(-1) ?? []))
    chapters.at(-1)?.push(block)
  }
  return chapters
}

/**
 * A wide log fills its page, so what is said behind it would stand alone on the next one: it is
 * taken from its chapter, to go on with the one that follows.
 */
function behindLog(chapter: Block[]): Block[] {
  const log = chapter.findLastIndex(isWide)
  return log < 0 ? [] : chapter.splice(log + 1)
}
