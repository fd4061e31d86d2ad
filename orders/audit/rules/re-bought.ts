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
    return calls.flatMap((call) => {
      const record = outcomes.find((outcome) => isAnswer(outcome, call))
      return record === undefined ? [] : [sentence(call, record)]
    })
  },
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
