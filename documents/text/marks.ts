/**
 * Stands in filled Markdown where a value goes; the values lie beside it, in the same order. So the
 * parser sees the same text for every firm, and never sees a value. Both signs are private-use
 * characters, which no template may hold.
 */
export const mark = '\u{E000}'
const end = '\u{E001}'

/** Gives each mark its number, so that it is known wherever the parser puts it. */
export function numbered(markdown: string): string {
  let number = 0
  return markdown.replaceAll(mark, () => `${mark}${number++}${end}`)
}

export function countMarks(markdown: string): number {
  return markdown.split(mark).length - 1
}

const place = new RegExp(`${mark}(\\d+)${end}`, 'g')

/** @param value the value of that number */
export function withValues(text: string, value: (number: number) => string): string {
  if (!text.includes(mark)) return text
  return text.replace(place, (_, number: string) => value(Number(number)))
}
