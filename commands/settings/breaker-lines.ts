import { type Breaker, forcedTo } from '../../pack/breaker.ts'
import type { BreakerRequest, BreakersAnswer } from '../../site/breakers.ts'

/** How they stand, for a person: all of them, or those of the endpoint that was forced. */
export function breakerLines(request: BreakerRequest, { breakers }: BreakersAnswer): string[] {
  const shown =
    request.verb === 'list'
      ? breakers
      : breakers.filter(({ endpoint }) => endpoint === request.endpoint)
  if (shown.length === 0)
    return ['No endpoint is known yet; inference workers make theirs known when they start.']
  return shown.flatMap((one) => describe(one, Date.now()))
}

function describe({ endpoint, model, operation, kind, tier, state }: Breaker, now: number) {
  const what = [`${endpoint} (${model})`, tier, operation, kind === 'quality' ? 'its texts' : '']
  const line = `${what.filter(Boolean).join(' · ')}: ${standingOf(state, now)}`
  const { forced } = state
  return forced === null || forcedTo(state, now) === null
    ? [line]
    : [
        line,
        `  forced ${forced.to} from ${at(forced.since)} until ${at(forced.until)} by ${forced.by}: ${forced.why}`,
      ]
}

function standingOf({ standing, cause, since, until }: Breaker['state'], now: number): string {
  if (since === 0) return 'closed, as ever'
  if (standing === 'closed') return `closed since ${at(since)}`
  if (standing === 'cooling' && until <= now)
    return `closed, cooled down at ${at(until)} (${cause})`
  const end = standing === 'open' ? 'a call tests it from' : 'until'
  return `${standing} since ${at(since)} (${cause}), ${end} ${at(until)}`
}

const at = (time: number) => new Date(time).toISOString()
