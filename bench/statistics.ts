/** Nearest rank: the smallest value that at least the share `p` of all do not exceed. */
export function quantile(values: readonly number[], p: number): number {
  const ascending = [...values].sort((a, b) => a - b)
  const value = ascending[Math.max(0, Math.ceil(p * ascending.length) - 1)]
  if (value === undefined) throw new Error('Nothing was measured.')
  return value
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** To so many significant digits; a benchmark knows no more. */
export function round(value: number, digits = 3): number {
  return Number(value.toPrecision(digits))
}
