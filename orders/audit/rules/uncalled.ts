import type { ModelTier } from '../../../pack/order.ts'
import type { KnownOutcome, ServedCall } from '../audited-order.ts'
import type { Rule } from '../rule.ts'

/** Milliseconds, as in `re-bought`. */
const skew = 1_000

export const uncalled: Rule = {
  name: 'uncalled',
  about: 'recorded as written by a model that was not asked',
  needs: 'model logs',
  look({ calls, outcomes, accepted }, { isPast, logsFrom }) {
    if (calls === null) return null
    const isLogged = (tier: ModelTier, at: string) => at >= (logsFrom[tier] ?? '9') && isPast(at)
    const written = outcomes.filter(
      ({ outcome }) => outcome.source === 'model' && isLogged(outcome.tier, outcome.generatedAt),
    )
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
