/** Millionths of a euro for a person. */
export function inEuros(micros: number): string {
  return `${(micros / 1_000_000).toFixed(6)} EUR`
}
