/** Seconds until the next try: doubled with each that came to nothing, up to the longest. */
export function backOff(tries: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** (tries - 1))
}
