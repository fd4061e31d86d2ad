/**
 * Code and HTML may go on over empty lines, and what `[1]: …` defines is named elsewhere; our templates
 * have none of these, and a text with some stays whole.
 */
const goesOnAnywhere = /^ {0,3}(?:```|~~~|<|\[[^\]]+\]:)/m

/** A list goes on after an empty line with another item or something indented. */
const goesOn = /^(?:[-+*]|\d+[.)])(?:\s|$)|^[ \t]/

/**
 * Cuts Markdown at empty lines into pieces that mean the same alone as together. Lists and
 * containers (`:::section` … `:::`) stay whole.
 */
export function chunksOf(markdown: string): string[] {
  if (goesOnAnywhere.test(markdown)) return [markdown]
  const chunks: string[] = []
  let open = 0
  for (const piece of markdown.split(/\n(?:[ \t]*\n)+/)) {
    const last = chunks.length - 1
    if (last >= 0 && (open > 0 || goesOn.test(piece))) chunks[last] += `\n\n${piece}`
    else chunks.push(piece)
    open = openAfter(piece, open)
  }
  return chunks
}

/** Colons of the container that is open; what is inside it has fewer (remark-directive). */
function openAfter(piece: string, before: number): number {
  let open = before
  for (const [, colons = '', more = ''] of piece.matchAll(/^ {0,3}(:{3,})(.*)$/gm)) {
    const closes = more.trim() === ''
    if (open === 0 && !closes) open = colons.length
    else if (closes && colons.length >= open) open = 0
  }
  return open
}
