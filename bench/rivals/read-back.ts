import { execFileSync } from 'node:child_process'
import { type Line, plain } from '../../documents/text/blocks.ts'
import type { Paper, Part } from './paper.ts'
import { programs } from './rival.ts'

/** A word broken over two lines of a narrow column may be read in two halves. */
const leastShare = 0.99

/**
 * Reads the PDFs back, so that nothing empty is timed.
 *
 * @returns the pages of all
 * @throws Error when a document is missing, or words of it
 */
export function readBack(pdfs: readonly Uint8Array[], papers: readonly Paper[]): number {
  return papers.reduce((pages, paper, index) => {
    const text = textOf(pdfs[index] ?? new Uint8Array())
    expectWords(paper, text)
    // A form feed ends each page.
    return pages + text.split('\f').length - 1
  }, 0)
}

function textOf(pdf: Uint8Array): string {
  return execFileSync(programs.pdftotext.path, ['-', '-'], {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
}

function expectWords({ stretches }: Paper, text: string): void {
  const shown = squeezed(text)
  const words = stretches.flatMap(({ parts }) => parts.flatMap(wordsOf))
  const missing = words.filter((word) => !shown.includes(word))
  if (missing.length <= (1 - leastShare) * words.length) return
  const some = missing.slice(0, 5).join(' ')
  throw new Error(`${missing.length} of ${words.length} words are missing (${some}).`)
}

function wordsOf(part: Part): string[] {
  switch (part.type) {
    case 'text':
      return wordsIn(part.content)
    case 'list':
      return part.items.flat().flatMap(wordsOf)
    case 'table':
      return [part.header, ...part.rows].flat().flatMap(wordsIn)
    case 'boxes':
      return part.boxes.flatMap(({ label, value }) => wordsIn([{ text: `${label} ${value}` }]))
    case 'panel':
      return part.parts.flatMap(wordsOf)
  }
}

function wordsIn(content: Line): string[] {
  return plain(content).split(/\s+/).map(squeezed).filter(Boolean)
}

/** Ligatures taken apart, and no spaces or soft hyphens. */
function squeezed(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u00ad]+/g, '')
}
