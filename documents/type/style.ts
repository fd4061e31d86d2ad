/** Points; A4 portrait. Wide logs stand on landscape pages with the same margins. */
export const sheet = { short: 595.28, long: 841.89, side: 64, top: 62, bottom: 68 } as const

/** Longest line of running text: about 75 characters of ten points. */
export const measure = 420

/** Red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number]

const rgb = (hex: number): Colour => [
  round((hex >> 16) / 255),
  round(((hex >> 8) & 255) / 255),
  round((hex & 255) / 255),
]

function round(part: number): number {
  return Math.round(part * 1000) / 1000
}

export const colours = {
  text: rgb(0x1b2430),
  muted: rgb(0x55606e),
  /** The one accent; 7.5:1 on white. */
  accent: rgb(0x0f5c63),
  tint: rgb(0xe9f2f2),
  warning: rgb(0x9a4a00),
  warningTint: rgb(0xfcf3e6),
  line: rgb(0xc9d1d8),
  field: rgb(0xf3f7fb),
  fieldBorder: rgb(0x8fa1b3),
  white: rgb(0xffffff),
} as const

/** Size and leading in points. */
export interface TypeSize {
  readonly size: number
  readonly leading: number
}

export const sizes = {
  title: { size: 25, leading: 30 },
  summary: { size: 11.5, leading: 17 },
  h2: { size: 15, leading: 20 },
  h3: { size: 11.5, leading: 16 },
  h4: { size: 10, leading: 14 },
  body: { size: 10, leading: 14 },
  table: { size: 8.5, leading: 12 },
  label: { size: 8.5, leading: 12 },
  field: { size: 10, leading: 13 },
  small: { size: 7.5, leading: 10.5 },
} as const satisfies Record<string, TypeSize>

/** Points between the side margins. */
export function pageWidth(landscape: boolean): number {
  return (landscape ? sheet.long : sheet.short) - 2 * sheet.side
}

/** A table of so few rows stands on one page. */
export const shortTable = 5

/** Points from the bar beside a section to its text. */
export const barGap = 11
