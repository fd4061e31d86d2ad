import type { JudgedBy } from './judgement.ts'

/** How far a judge agrees with people about answers that they labelled. */
export interface Calibration extends JudgedBy {
  readonly answers: number
  /** Cohen's kappa: agreement beyond chance, 1 at most. */
  readonly kappa: number
  /** Its interval of 95 %. */
  readonly low: number
  readonly high: number
  /** Share of the faulty answers that it found. */
  readonly found: number
  /** Share of the good answers that it doubted. */
  readonly alarmed: number
}

/**
 * The least that the lower end of the interval must be before a judge decides anything: above it Landis and Koch
 * (1977, Biometrics 33) call agreement substantial.
 */
export const leastKappa = 0.6

export function mayGate({ low }: Pick<Calibration, 'low'>): boolean {
  return low >= leastKappa
}

/** Answers by what they are and what the judge said of them. */
export interface Agreement {
  readonly faultyFound: number
  readonly faultyMissed: number
  readonly goodPassed: number
  readonly goodDoubted: number
}

const z = 1.96

/** Answers of each kind: of fewer even perfect agreement says little. */
export const fewest = 30

/** Cohen's kappa with its interval of 95 % by the standard error of Cohen (1960); null: there are too few of a kind. */
export function kappaOf(counts: Agreement): Pick<Calibration, 'kappa' | 'low' | 'high'> | null {
  const { faultyFound, faultyMissed, goodPassed, goodDoubted } = counts
  const [faulty, good] = [faultyFound + faultyMissed, goodPassed + goodDoubted]
  if (Math.min(faulty, good) < fewest) return null
  const all = faulty + good
  const doubted = faultyFound + goodDoubted
  const agreed = (faultyFound + goodPassed) / all
  const byChance = (faulty * doubted + good * (all - doubted)) / all ** 2
  const kappa = (agreed - byChance) / (1 - byChance)
  const error = Math.sqrt((agreed * (1 - agreed)) / (all * (1 - byChance) ** 2))
  return { kappa, low: kappa - z * error, high: Math.min(1, kappa + z * error) }
}
