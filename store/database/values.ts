/**
 * How a column's text becomes a value, by PostgreSQL type id; the same on both drivers. 64-bit and
 * decimal numbers are counts and minor units here, far below 2^53.
 */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  1700: Number,
  1184: (text) => new Date(text).toISOString(),
}

/** Characters of an error that are kept; the log has all of it. */
const longestError = 500

/** An error no longer than it is read, and without what no text column takes. */
export const kept = (error: string): string => storable(error.slice(0, longestError))

/** A text of anybody's, without what neither a text nor a JSON column takes. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '')
