import type { Clause } from '../../catalogue/terms/clause.ts'
import type { Seller } from '../pages/seller.ts'
import type { Draft, LinkedPage } from './draft.ts'

/** Characters of a line, as programs that show plain text expect; a link stays whole. */
const width = 72

export function textOf(draft: Draft, seller: Seller): string {
  const { heading, paragraphs, items, pages, notes, facts, terms } = draft
  const blocks = [
    heading,
    ...paragraphs,
    items.map((item) => `- ${item}`).join('\n'),
    ...pages.map(pageText),
    ...notes,
    facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
    ...(terms ? [terms.heading, ...terms.clauses.map(clauseText)] : []),
    // By which mail programs know where the letter ends.
    ['-- ', seller.name, seller.address, seller.email].join('\n'),
  ]
  return `${blocks
    .filter((block) => block !== '')
    .map(wrapped)
    .join('\n\n')}\n`
}

function pageText({ label, url, about }: LinkedPage): string {
  return [about === null ? `${label}:` : `${label} (${about}):`, url].join('\n')
}

const clauseText = ({ title, words }: Clause) => `${title}\n${words}`

function wrapped(block: string): string {
  return block.split('\n').map(wrappedLine).join('\n')
}

function wrappedLine(line: string): string {
  if (line.length <= width) return line
  const lines: string[] = []
  for (const word of line.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}
