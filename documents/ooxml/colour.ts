import type { Colour } from '../type/style.ts'

/** `RRGGBB`, as Office writes colours. */
export function hex(colour: Colour): string {
  const parts = colour.map((part) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, '0'),
  )
  return parts.join('').toUpperCase()
}
