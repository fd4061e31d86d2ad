export const share = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`

export const seconds = (milliseconds: number) => Math.round(milliseconds / 1_000)

/** In seconds, `–` for none. */
export const tenths = (milliseconds: number | undefined) =>
  milliseconds === undefined ? '–' : (milliseconds / 1_000).toFixed(1)

/** In seconds: `1.4, 3.0`. */
export function medianAndLongest(milliseconds: readonly number[]): string {
  const all = milliseconds.toSorted((a, b) => a - b)
  return `${tenths(all[all.length >> 1])}, ${tenths(all.at(-1))}`
}

/** `1 order`, `2 orders`. */
export const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
