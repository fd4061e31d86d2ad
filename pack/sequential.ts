/** How often something bad came of so many tries. */
export interface Tally {
  readonly bad: number
  readonly of: number
}

const logFactorials = [0]

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k += 1)
    logFactorials.push(logFactorials[k - 1]! + Math.log(k))
  return logFactorials[n]!
}

/**
 * The evidence against a rate of at most `rate`, as the logarithm of a Bayes factor with every rate as likely. Looked at
 * as often as one likes, it passes log(1/α) with a chance of at most α while the rate is no higher (Ville's inequality).
 */
function evidence({ bad, of }: Tally, rate: number): number {
  const mixture = logFactorial(bad) + logFactorial(of - bad) - logFactorial(of + 1)
  const likelihood =
    (bad === 0 ? 0 : bad * Math.log(rate)) + (of === bad ? 0 : (of - bad) * Math.log(1 - rate))
  return mixture - likelihood
}

/** Halvings of an interval of rates; finer than any difference that matters. */
const steps = 40

/** The highest rate that such a tally leaves possible, at whatever moment one looks; 1 where nothing was tried. */
export function highestRate(tally: Tally, alpha: number): number {
  const limit = Math.log(1 / alpha)
  let [low, high] = [tally.of === 0 ? 1 : tally.bad / tally.of, 1]
  if (evidence(tally, 1 - Number.EPSILON) < limit) return 1
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2
    if (evidence(tally, middle) < limit) low = middle
    else high = middle
  }
  return high
}

/**
 * Is the rate of the one higher than that of the other by more than a margin? Said wrongly with a chance of at most
 * `alpha` over all looks, however many there are, for a half of it goes to each side.
 */
export function isWorse(candidate: Tally, control: Tally, margin: number, alpha: number): boolean {
  const rate = highestRate(control, alpha / 2) + margin
  if (rate >= 1 || candidate.bad / candidate.of <= rate || candidate.of === 0) return false
  return evidence(candidate, rate) >= Math.log(2 / alpha)
}
