import type { ReservationRequest } from '../../pack/budget.ts'
import type { Assignment } from '../job/assignment.ts'
import type { AnyJob } from '../job/job.ts'
import { promptSizeOf, sizeOf } from '../job/size.ts'
import type { Breakers } from '../route/breaker/breakers.ts'
import type { Endpoint } from '../route/endpoints.ts'
import { buyerOf } from './buyer.ts'
import { limitsOf } from './limits.ts'
import { reservableRoutes } from './reservable-routes.ts'

/** Milliseconds after the end of an ask at which whoever made it has died. */
const grace = 60_000

/** Past a soft limit the cheapest may write on; the larger model is not asked at all. */
export function reservationFor(
  job: AnyJob,
  breakers: Pick<Breakers, 'find'>,
  now: number,
): ReservationRequest {
  const { id, ask, assignment, settings, endpoints } = job
  const madeAt = new Date(now).toISOString()
  const price = dearest(endpoints)
  return {
    id,
    order: ask.order.id,
    ...buyerOf(ask.email, madeAt),
    operation: assignment.artefact.operation,
    tier: ask.tier,
    madeAt,
    expiresAt: new Date(Math.max(now, ask.deadline) + grace).toISOString(),
    tokens: mostTokens(assignment),
    firstTokens: sizeOf(assignment),
    price,
    limits: limitsOf(settings, price.in + price.out === 0),
    routes: reservableRoutes(job, breakers, now),
  }
}

/** Tokens of what is said of an answer that cannot be used. */
const remark = 400

/** Of all calls that anybody charges for: the model is asked twice, and told its answer. */
function mostTokens(assignment: Assignment) {
  const { maxTokens } = assignment
  return { in: 2 * promptSizeOf(assignment) + maxTokens + remark, out: 2 * maxTokens }
}

function dearest(endpoints: readonly Endpoint[]) {
  const prices = endpoints.map(({ pricePerMTok }) => pricePerMTok)
  return {
    in: Math.max(...prices.map((price) => price.in)),
    out: Math.max(...prices.map((price) => price.out)),
  }
}
