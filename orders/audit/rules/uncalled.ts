import type { EndpointTier } from '../../../pack/order.ts'
import type { Written } from '../../../pack/outcome.ts'
import type { KnownCall, KnownOutcome, ServedCall } from '../audited-order.ts'
import type { Reach, Rule } from '../rule.ts'

/** Milliseconds, as in `re-bought`. */
const skew = 1_000

export const uncalled: Rule = {
  name: 'uncalled',
  about: 'recorded as written by a model that was not asked',
  needs: 'model logs',
  look({ calls, outcomes, accepted }, { isPast, logs }) {
    if (calls === null) return null
    const isLogged = (tier: EndpointTier, at: string) => {
      const reach = logs[tier]
      return reach !== undefined && isWithin(reach, at) && isPast(at)
    }
    const written = outcomes.filter(({ outcome, ...key }) => {
      if (outcome.source !== 'model' || !isLogged(outcome.tier, outcome.generatedAt)) return false
      // The call may have come before the first that is logged.
      const began = lastBefore(accepted, key, outcome)
      return began === undefined || isLogged(outcome.tier, began.startedAt)
    })
    const heard = accepted.filter(({ tier, startedAt }) => isLogged(tier, startedAt))
    if (written.length + heard.length === 0) return null
    const attempts = new Set(calls.map(({ attempt }) => attempt))
    return [
      ...written.filter((one) => !calls.some((call) => isOf(call, one))).map(textSentence),
      ...heard
        .filter(({ attempt }) => !attempts.has(attempt))
        .map(({ attempt }) => `has attempt ${attempt} as accepted, of which no server knows.`),
    ]
  },
}

function isWithin({ from, until }: Reach, at: string): boolean {
  const time = Date.parse(at)
  return time > Date.parse(from) + skew && time < Date.parse(until) - skew
}

/** The last call that was accepted for the part until its text was written. */
function lastBefore(
  accepted: readonly KnownCall[],
  { artefact, part }: Pick<KnownOutcome, 'artefact' | 'part'>,
  { tier, generatedAt }: Written,
): KnownCall | undefined {
  return accepted
    .filter((call) => call.artefact === artefact && call.part === part && call.tier === tier)
    .filter(({ startedAt }) => Date.parse(startedAt) <= Date.parse(generatedAt) + skew)
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
    .at(-1)
}

/** A text that a correction carried over was asked for under an earlier revision. */
function isOf(call: ServedCall, { artefact, part, revision, outcome, recordedAt }: KnownOutcome) {
  return (
    call.artefact === artefact &&
    call.part === part &&
    call.revision <= revision &&
    outcome.source !== 'none' &&
    call.tier === outcome.tier &&
    Date.parse(call.at) <= Date.parse(recordedAt) + skew
  )
}

function textSentence({ artefact, part, round, recordedAt }: KnownOutcome): string {
  const what = [artefact, part].filter(Boolean).join('/')
  return `has a text for ${what} of round ${round}, recorded ${recordedAt}, for which no server was asked.`
}
