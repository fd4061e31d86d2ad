import type { AuditSaid } from './audit.ts'
import type { Inflicted } from './conduct.ts'
import { killsIn } from './draw.ts'
import { classesOf, classOf, partsIn, type Schedule, victims } from './schedule.ts'
import type { Steered } from './steering.ts'

/** The share of all orders that has to be under way when a process is killed, for that kill to count. */
const share = 0.05

export const fewestInFlight = (orders: number) => Math.max(1, Math.ceil(orders * share))

/**
 * What a game day has to have been to prove anything: each fault met orders that were under way, and each kind of
 * process was killed often enough. One sentence for each thing that it was not.
 */
export function shortcomings(schedule: Schedule, inflicted: readonly Inflicted[]): string[] {
  const { orders, minutes, house } = schedule
  const fewest = fewestInFlight(orders)
  const needed = killsIn(minutes)
  const missed = classesOf(schedule).filter((name) =>
    inflicted.every(({ fault, hit }) => classOf(fault) !== name || hit.length === 0),
  )
  const spared = partsIn(house, victims).flatMap((victim) => {
    const kills = inflicted.filter(({ fault }) => fault.kind === 'kill' && fault.victim === victim)
    const counted = kills.filter(({ inFlight }) => inFlight >= fewest).length
    return counted >= needed ? [] : [{ victim, counted }]
  })
  return [
    ...missed.map((name) => `“${name}” never met an order under way.`),
    ...spared.map(
      ({ victim, counted }) =>
        `${victim} was killed ${counted} times with at least ${fewest} orders under way, and has to be ${needed} times.`,
    ),
  ]
}

/** A rule of the audit that no order came before cannot have found anything. */
export function blindSpots({ rules }: Pick<AuditSaid, 'rules'>): string[] {
  return rules
    .filter(({ looked }) => looked === null || looked === 0)
    .map(({ name }) => `The audit’s rule “${name}” looked at no order.`)
}

/** A candidate that nobody asked was not found worse, and what nobody was to read did not wait. */
export function untried({ candidates, looks }: Pick<Steered, 'candidates' | 'looks'>): string[] {
  const has = (verdicts: readonly string[]) =>
    looks.reviews.some(({ verdict }) => verdicts.includes(verdict))
  return [
    ...candidates
      .filter(({ calls }) => calls === 0)
      .map(({ name }) => `The candidate ${name} was never asked for a text.`),
    ...(looks.judge.judged === 0 ? ['The judge looked at no text.'] : []),
    ...(has(['approved', 'edited', 'rejected']) ? [] : ['Nobody read a text.']),
    ...(has(['expired']) ? [] : ['No text was left unread until it was due.']),
  ]
}
