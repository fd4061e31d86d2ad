import type { Block } from './blocks.ts'

/** A piece of a document's Markdown, which is handed out by itself or is not. */
export interface Piece {
  readonly isHandout: boolean
  readonly markdown: string
}

const handout = /^::::handout[ \t]*\n([\s\S]*?)^::::[ \t]*$/gm

/**
 * Cuts Markdown where `::::handout` … `::::` begins and ends. They stand at the top level, around
 * much of a document, and so are no container of the parser's: what they hold is parsed in the same
 * small pieces as the rest, most of which were parsed before.
 */
export function piecesOf(markdown: string): Piece[] {
  // What stands between two matches is at even places, what a match holds at odd ones.
  return markdown
    .split(handout)
    .map((piece, index) => ({ isHandout: index % 2 === 1, markdown: piece }))
}

/** Where a text comes from is told on the pages that stay; here its parts stand without a label. */
export function handoutOf(blocks: readonly Block[]): Block[] {
  const own = blocks.flatMap((block) => (block.type === 'section' ? block.blocks : [block]))
  return [{ type: 'handout', blocks: own }]
}
