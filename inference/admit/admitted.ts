import type { ReservationRequest, Reserved, Settlement } from '../../pack/budget.ts'
import { notWritten } from '../../pack/notice.ts'
import { type EndpointTier, homeModel, type ModelTier } from '../../pack/order.ts'
import type { NotWritten } from '../../pack/outcome.ts'
import type { BudgetScope } from '../../pack/reason.ts'
import type { AnyJob, Job } from '../job/job.ts'
import type { Breakers } from '../route/breaker/breakers.ts'
import { isCheapest } from '../route/routes.ts'
import type { Clock, Stage } from '../stage.ts'
import { reservationFor } from './reservation.ts'

export interface Budgets {
  /** The second round trip of a job. */
  reserve(request: ReservationRequest): Promise<Reserved>
}

export interface Admission {
  readonly budgets: Budgets
  readonly breakers: Pick<Breakers, 'find'>
  readonly clock: Clock
  readonly observe: {
    reserved(request: ReservationRequest): void
    settled(request: ReservationRequest): void
    /** A hard limit was in the way; or a soft one is past, and money is saved. */
    overBudget(order: string, limit: { verdict: Reserved['verdict']; scope: BudgetScope }): void
  }
}

/**
 * Nothing is called that its budgets and the endpoints' own limits have no room for. What the calls
 * came to is settled in the last round trip of the job; should that not come, the reservation expires.
 */
export function admitted<Of extends EndpointTier, Result>({
  budgets,
  breakers,
  clock,
  observe,
}: Admission): Stage<Job<Of>, Result | NotWritten> {
  return async (job, next) => {
    // Who has no endpoint takes nothing; the route says why.
    if (job.endpoints.length === 0) return next(job)
    const request = reservationFor(job, breakers, clock())
    const reserved = await budgets.reserve(request)
    const { verdict, scope } = reserved
    if (scope !== null && verdict !== 'busy') observe.overBudget(request.order, { verdict, scope })
    passOver(job, reserved)
    if (verdict !== 'admitted') return refusal(job, reserved)
    observe.reserved(request)
    try {
      return await next({ ...job, endpoints: endpointsLeft(job, reserved) })
    } finally {
      job.journal.settlement = settlementOf(job)
      observe.settled(request)
    }
  }
}

function passOver({ journal }: AnyJob, { full }: Reserved): void {
  for (const endpoint of full) journal.passedOver.push({ endpoint, reason: 'overloaded' })
}

/** Only what is spent is spent for ever; what others hold is free again when they are done. */
function refusal({ ask }: AnyJob, { verdict, scope }: Reserved): NotWritten {
  if (verdict === 'busy' || scope === null) return notWritten('overloaded', ask.tier)
  const refused = { source: 'none', reason: 'over-budget' } as const
  if (verdict === 'held') return { ...refused, scope: 'held' }
  const hasSmaller = verdict === 'economy' && homeModel(ask.order.tier) === ask.tier
  return hasSmaller ? { ...refused, scope, next: smaller } : { ...refused, scope }
}

const smaller: ModelTier = '4b'

function endpointsLeft({ endpoints }: AnyJob, { scope, full }: Reserved) {
  return endpoints.filter(
    (endpoint) =>
      !full.includes(endpoint.name) && (scope === null || isCheapest(endpoint, endpoints)),
  )
}

function settlementOf({ id, journal: { attempts } }: AnyJob): Settlement {
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  return {
    reservation: id,
    micros: sum(attempts.map(({ costMicros }) => costMicros)),
    tokensIn: sum(attempts.map(({ tokens }) => tokens.in)),
    tokensOut: sum(attempts.map(({ tokens }) => tokens.out)),
  }
}
