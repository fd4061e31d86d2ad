import type { ReservableRoute } from '../../pack/budget.ts'
import type { AnyJob } from '../job/job.ts'
import { barriersTo, isShut } from '../route/breaker/barriers.ts'
import type { Breakers } from '../route/breaker/breakers.ts'
import { isCheapest } from '../route/routes.ts'

/**
 * The routes of a job in the order in which its first call will be let through. What is held back
 * comes last: the call goes to another, and uses up nothing of it. Where no call gets through at
 * all, none is counted.
 */
export function reservableRoutes(
  { ask, assignment, endpoints }: AnyJob,
  breakers: Pick<Breakers, 'find'>,
  now: number,
): ReservableRoute[] {
  const { operation } = assignment.artefact
  const barred = endpoints.map((endpoint) => {
    const barriers = barriersTo(breakers, endpoint, operation, now)
    const isNever = barriers.some(({ state }) => isShut(state, now))
    return { endpoint, isLast: barriers.length > 0, isNever }
  })
  return barred
    .toSorted((a, b) => Number(a.isLast) - Number(b.isLast))
    .map(({ endpoint, isNever }) => ({
      endpoint: endpoint.name,
      rpm: isNever ? null : (endpoint.rpm ?? null),
      tpm: isNever ? null : (endpoint.tpm ?? null),
      economy: ask.tier === '4b' && isCheapest(endpoint, endpoints),
    }))
}
