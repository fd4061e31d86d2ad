/** Points of a line of ten-point text, and of the space below the last one. */
const leading = 13
const space = 6

/** Excel's limit. */
const highest = 409

/** Characters of prose in the width of one figure, by which columns are measured: 1.2 in Arial. */
const prose = 1.15

/** Words and the width they have, in characters. */
export type Fitted = readonly [words: string, width: number]

/**
 * Points that a row needs: LibreOffice does not fit wrapped rows when it opens a file. Only the
 * number is written, not that it is fixed, so every application fits the row anew once it changes.
 */
export function rowHeight(cells: readonly Fitted[]): number {
  const lines = cells.map(([words, width]) => linesOf(words, width))
  return Math.min(highest, Math.max(1, ...lines) * leading + space)
}

function linesOf(words: string, width: number): number {
  return words
    .split('\n')
    .reduce((lines, line) => lines + wrapped(line, Math.floor(width * prose)), 0)
}

function wrapped(line: string, width: number): number {
  let [lines, used] = [1, 0]
  for (const { length } of line.split(' ')) {
    const joined = used === 0 ? length : used + 1 + length
    if (joined <= width) {
      used = joined
      continue
    }
    // A word that is longer than the column is broken.
    lines += used === 0 ? Math.floor((length - 1) / width) : Math.ceil(length / width)
    used = length % width
  }
  return lines
}
