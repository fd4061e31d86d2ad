import { type Calibration, leastKappa, mayGate } from '../../pack/calibration.ts'

const percent = (share: number) => `${Math.round(share * 100)} %`
const figure = (value: number) => value.toFixed(2)

/** How a judge was measured, and what follows. */
export function lineOf(one: Calibration): string {
  const { model, promptVersion, answers, kappa, low, high, found, alarmed } = one
  const follows = mayGate(one)
    ? 'it decides'
    : `it only watches, since the interval must begin at ${leastKappa} or above`
  return `${model}, told ${promptVersion}: kappa ${figure(kappa)} (95 %: ${figure(low)} to ${figure(high)}) over ${answers} answers; finds ${percent(found)} of the faulty ones, doubts ${percent(alarmed)} of the good ones: ${follows}.`
}
