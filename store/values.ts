/**
 * How a column's text becomes a value, by PostgreSQL type id; the same on both drivers. 64-bit and
 * decimal numbers are counts and minor units here, far below 2^53.
 */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  1700: Number,
  1184: (text) => new Date(text).toISOString(),
}
