import type { AnyJob } from '../job/job.ts'
import { wasCalled } from '../wire/failures.ts'
import type { Endpoint } from './endpoints.ts'
import { remarkOn, remarkOnRejected } from './remark.ts'
import { rowOf, type Tried, type Turn } from './turn.ts'

/** The next turn, but for what it may take, which is known when it starts. */
export interface Plan extends Pick<Turn, 'job' | 'number' | 'endpoint' | 'fresh' | 'remark'> {
  /** Milliseconds before it. */
  readonly wait: number
  /** It asks an endpoint once more what it failed at. */
  readonly isRepeat: boolean
}

/** A turn that failed. */
export interface Past {
  readonly plan: Plan
  readonly tried: Tried
}

export function firstPlan(job: AnyJob): Plan | null {
  const [endpoint, ...fresh] = job.endpoints
  if (endpoint === undefined) return null
  const remark = remarkOnRejected(job, endpoint)
  return { job, number: 1, endpoint, fresh, remark, wait: 0, isRepeat: false }
}

/** Calls of one job in all, whatever becomes of them. */
const mostCalls = 6

/** Milliseconds: of the first pause, which doubles, and of the longest. */
const [shortest, longest] = [1_000, 5_000]

/** Milliseconds over which those come back that a server asked to wait for the same time. */
const spread = 2_000

/** Milliseconds that a server may ask for at the most; who wants more is not waited for. */
const mostPatience = 30_000

/**
 * The turn that the table gives after these; null when nothing is left to try. An endpoint that is
 * fresh comes before one that has failed, which is asked again only after a pause.
 *
 * @param chance from 0 to 1, so that those who failed together do not come back together
 */
export function planAfter(past: readonly Past[], chance: number): Plan | null {
  const last = past.at(-1)
  if (
    last === undefined ||
    past.filter(({ tried }) => wasCalled(tried.reply.symptom)).length >= mostCalls
  )
    return null
  const { remedy } = rowOf(last.tried)
  if (remedy === 'stop') return null
  if (remedy === 'ask-again') return askedAgain(last)
  const { job } = last.plan
  const { contextTokens } = last.plan.endpoint
  const fits = (one: Endpoint) => remedy !== 'larger-context' || one.contextTokens > contextTokens
  const [endpoint, ...fresh] = job.endpoints.filter(
    (one) => fits(one) && !triesOf(past, one).length,
  )
  if (endpoint) return next(last.plan, { endpoint, fresh })
  return remedy === 'larger-context' ? null : repeated(past, last.plan, chance)
}

function next(last: Plan, changes: Partial<Plan>): Plan {
  return { ...last, number: last.number + 1, wait: 0, isRepeat: false, ...changes }
}

/** Once in a job. */
function askedAgain({ plan, tried }: Past): Plan | null {
  return plan.remark === '' ? next(plan, { remark: remarkOn(tried, plan) }) : null
}

/** The endpoint that can be asked again soonest, of those whose failure may pass. */
function repeated(past: readonly Past[], last: Plan, chance: number): Plan | null {
  const repeats = past.filter(({ plan }) => plan.isRepeat).length
  const pause = Math.min(longest, shortest * 2 ** repeats) * (0.5 + chance / 2)
  const candidates = last.job.endpoints
    .filter((one) => mayPass(triesOf(past, one)))
    .map((endpoint) => ({ endpoint, wanted: wantedBy(past, endpoint) }))
    .filter(({ wanted }) => wanted <= mostPatience)
    .sort((a, b) => a.wanted - b.wanted)
  const [soonest] = candidates
  if (soonest === undefined) return null
  // All who were held back were told the same moment.
  const wait = Math.max(pause, soonest.wanted + Math.round(chance * spread))
  return next(last, { endpoint: soonest.endpoint, wait, isRepeat: true })
}

function triesOf(past: readonly Past[], endpoint: Endpoint): Past[] {
  return past.filter(({ plan }) => plan.endpoint === endpoint)
}

/** Turns in which it was not called take nothing from those in which it was. */
function mayPass(tries: readonly Past[]): boolean {
  const last = tries.at(-1)
  if (last === undefined) return false
  const isCall = ({ tried }: Past) => wasCalled(tried.reply.symptom)
  const alike = tries.filter((one) => isCall(one) === isCall(last))
  return alike.length <= rowOf(last.tried).repeats
}

/** Milliseconds that its server asked for. */
function wantedBy(past: readonly Past[], endpoint: Endpoint): number {
  return triesOf(past, endpoint).at(-1)?.tried.reply.retryAfter ?? 0
}
