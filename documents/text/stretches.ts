import type { Block } from './blocks.ts'

/** A log of more columns needs the length of the paper. */
const wideLog = 6

export function isWide(block: Block): boolean {
  return block.type === 'log' && block.columns.length > wideLog
}

/** What stands on paper of one orientation. */
export interface Stretch {
  readonly landscape: boolean
  readonly blocks: Block[]
}

/** Chapters with a wide log stand on landscape pages; neighbours of one orientation are joined. */
export function stretchesOf(blocks: readonly Block[]): Stretch[] {
  const all: Stretch[] = [{ landscape: false, blocks: [] }]
  for (const chapter of chaptersOf(blocks)) {
    const landscape = chapter.some(isWide)
    const last = all.at(-1)
    if (last?.landscape === landscape) last.blocks.push(...chapter)
    else all.push({ landscape, blocks: chapter })
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
