import { isAsGood, type KnownOutcome, type ServedCall } from '../audited-order.ts'
import type { Rule } from '../rule.ts'

/** Milliseconds by which the clocks of the database and of a model server may differ. */
const skew = 1_000

export const reBought: Rule = {
  name: 're-bought',
  about: 'a text that was recorded, and asked for again',
  needs: 'model logs',
  look({ calls, outcomes }) {
    if (calls === null || calls.length === 0) return null
    const again = calls.flatMap((call) => {
      const record = outcomes.find((outcome) => isAnswer(outcome, call))
      return record === undefined ? [] : [sentence(call, record)]
    })
    return [...again, ...sentTwice(calls)]
  },
}

/** An attempt is one request. A line that stands in two logs, as where one was rotated, is the same one. */
function sentTwice(calls: readonly ServedCall[]): string[] {
  const first = new Map<string, string>()
  return calls.flatMap(({ attempt, tier, at }) => {
    const before = first.get(attempt)
    if (before === undefined) first.set(attempt, at)
    return before === undefined || before === at
      ? []
      : [`asked the ${tier} model by attempt ${attempt} at ${before}, and again at ${at}.`]
  })
}

/** What stood in the record when the call came, and made it needless: in whatever round it was written. */
function isAnswer(record: KnownOutcome, call: ServedCall): boolean {
  return (
    record.artefact === call.artefact &&
    record.part === call.part &&
    record.revision === call.revision &&
    isAsGood(record.outcome, call.tier) &&
    Date.parse(call.at) > Date.parse(record.recordedAt) + skew
  )
}

function sentence({ artefact, part, tier, at, attempt }: ServedCall, record: KnownOutcome): string {
  const what = [artefact, part].filter(Boolean).join('/')
  return `asked the ${tier} model for ${what} at ${at} (attempt ${attempt}), which is recorded since ${record.recordedAt}.`
}
