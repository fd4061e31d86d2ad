import { type Breaker, forcedTo, standingAt } from '../../pack/breaker.ts'
import { foundWords, untilProbed } from '../../pack/breaker-words.ts'
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

function describe(breaker: Breaker, now: number) {
  const { endpoint, model, operation, kind, tier, state } = breaker
  const what = [`${endpoint} (${model})`, tier, operation, kind === 'quality' ? 'its texts' : '']
  const line = `${what.filter(Boolean).join(' · ')}: ${standingOf(breaker, now)}`
  const { forced } = state
  return forced === null || forcedTo(state, now) === null
    ? [line]
    : [
        line,
        `  forced ${forced.to} from ${at(forced.since)} until ${at(forced.until)} by ${forced.by}: ${forced.why}`,
      ]
}

function standingOf(breaker: Breaker, now: number): string {
  const { standing, cause, since, until, failures } = breaker.state
  if (since === 0 && failures > 0) return `closed; failures in a row: ${failures}`
  if (since === 0) return 'closed, as ever'
  if (standing === 'closed') return `closed since ${at(since)}`
  if (standingAt(breaker.state, now) === 'closed')
    return `closed, cooled down at ${at(until)} (${cause})`
  const found = foundWords(breaker.state, at).join('')
  if (standing === 'cooling') return `${found}, until ${at(until)}`
  const test = `a call tests it from ${at(until)}`
  return `${found}, ${breaker.kind === 'service' ? `${untilProbed}, or ${test}` : test}`
}

const at = (time: number) => new Date(time).toISOString()
