/** Texts that wait for a place at a model. */
export interface Line {
  /** Orders a second that bring some, at random. */
  readonly rate: number
  /** How likely an order brings so many at a time, by their number. */
  readonly batches: readonly number[]
  /** For which a text has its place, on average. */
  readonly seconds: number
  /** Variance of these seconds, over their mean squared. */
  readonly spread: number
}

/** How long texts wait for one of so many places. */
export interface Waits {
  /** Chance of a wait of no more than so many seconds. */
  within(seconds: number): number
  /** Seconds that only `1 - share` of the texts wait longer than. */
  longest(share: number): number
}

/** Places that are taken at a time, on average, were there enough of them. */
export function busyPlaces({ rate, batches, seconds }: Line): number {
  return rate * meanOf(batches) * seconds
}

/** Two lines for the same places. */
export function both(one: Line, other: Line): Line {
  const rate = one.rate + other.rate
  const mixed = (a: number, b: number, share: number) => a * share + b * (1 - share)
  const longer = one.batches.length > other.batches.length ? one.batches : other.batches
  const batches = longer.map((_, size) =>
    mixed(one.batches[size] ?? 0, other.batches[size] ?? 0, one.rate / rate),
  )
  const texts = one.rate * meanOf(one.batches)
  const share = texts / (texts + other.rate * meanOf(other.batches))
  const square = ({ seconds, spread }: Line) => seconds ** 2 * (1 + spread)
  const seconds = mixed(one.seconds, other.seconds, share)
  const spread = mixed(square(one), square(other), share) / seconds ** 2 - 1
  return { rate, batches, seconds, spread }
}

/** So near to all of its time a line grows for longer than any peak lasts. */
const fullest = 0.995

/**
 * Texts come in batches, as an order's do, and are taken in turn: the line M[X]/M/c, whose standing is
 * summed up cut by cut (Chaudhry and Templeton, A First Course in Bulk Queues, 1983). That texts
 * take less unlike times than an exponential law's shortens its waits by the factor of heavy traffic (Kingman,
 * 1962; for c places Allen and Cunneen). Null: so many places cannot carry it.
 */
export function waitsFor(line: Line, places: number): Waits | null {
  if (busyPlaces(line) >= places * fullest) return null
  const ahead = endsBefore(line, places)
  const pace = places / line.seconds / unlikeness(line)
  const within = (seconds: number) => 1 - stillWaiting(ahead, pace * seconds)
  return { within, longest: (share) => leastWith(share, within) }
}

/** Variability of what comes and what it takes, against a line of exponential times. */
function unlikeness({ batches, spread }: Line): number {
  const dispersion = meanOf(batches.map((chance, size) => chance * size)) / meanOf(batches)
  return (dispersion + spread) / (dispersion + 1)
}

/** Chance that a text has to wait until so many others have ended, by that number. */
function endsBefore(line: Line, places: number): number[] {
  const reaches = tails(line.batches)
  const mean = meanOf(line.batches)
  const ahead: number[] = []
  for (const [there, chance] of standing(line, places, reaches).entries())
    for (const [before, more] of reaches.entries()) {
      const ends = there + before + 1 - places
      if (ends > 0) ahead[ends] = (ahead[ends] ?? 0) + (chance * more) / mean
    }
  return ahead
}

/** Chance that so many texts have a place or wait for one, by that number. */
function standing({ rate, seconds }: Line, places: number, reaches: readonly number[]): number[] {
  let chances = [1]
  let [sum, isOver] = [1, false]
  for (let there = 1; !isOver; there += 1) {
    const from = Math.max(0, there - reaches.length)
    const up = chances
      .slice(from)
      .reduce((flow, chance, at) => flow + chance * reaches[there - 1 - from - at]!, 0)
    const chance = (rate * seconds * up) / Math.min(there, places)
    chances.push(chance)
    sum += chance
    isOver = there > places && chance < negligible * sum
    // Of many places the first chances are too small for a number to hold beside the others.
    if (sum > 1e200) {
      chances = chances.map((each) => each / sum)
      sum = 1
    }
  }
  return chances.map((chance) => chance / sum)
}

const negligible = 1e-9

/** Chance of more than so many, by their number. */
function tails(batches: readonly number[]): number[] {
  return batches.slice(1).map((_, size) => sumOf(batches.slice(size + 1)))
}

/** Chance that fewer have ended than a text waits for; `ended` on average, at random. */
function stillWaiting(ahead: readonly number[], ended: number): number {
  // Logarithms, for what is too small for a number.
  let [log, fewer, waiting] = [-ended, 0, 0]
  for (let ends = 1; ends < ahead.length; ends += 1) {
    fewer += Math.exp(log)
    log += Math.log(ended) - Math.log(ends)
    waiting += (ahead[ends] ?? 0) * fewer
  }
  return waiting
}

function leastWith(share: number, within: (seconds: number) => number): number {
  if (within(0) >= share) return 0
  let [low, high] = [0, 1]
  while (within(high) < share) high *= 2
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2
    if (within(middle) < share) low = middle
    else high = middle
  }
  return high
}

const meanOf = (batches: readonly number[]) =>
  batches.reduce((sum, chance, size) => sum + chance * size, 0)

const sumOf = (chances: readonly number[]) => chances.reduce((sum, chance) => sum + chance, 0)
