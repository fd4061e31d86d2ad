export interface Share {
  readonly count: number
  readonly of: number
}

/** Wilson's interval of a share at 95 %, from 0 to 1. */
export function wilson({ count: k, of: n }: Share): readonly [low: number, high: number] {
  if (n === 0) return [0, 1]
  const z = 1.96
  const share = k / n
  const middle = share + z ** 2 / (2 * n)
  const spread = z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * n)) / n)
  const whole = 1 + z ** 2 / n
  // None is 0 and all are 1, without the error of rounding that the formula leaves.
  return [k === 0 ? 0 : (middle - spread) / whole, k === n ? 1 : (middle + spread) / whole]
}
