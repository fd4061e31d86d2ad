import { setImmediate } from 'node:timers/promises'
import { revisionOf } from '../../pack/correction.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import { checkAnswer } from '../checks/check-answer.ts'
import type { Unprintable } from '../checks/reading/draft.ts'
import { type Assignment, assignmentFor } from '../job/assignment.ts'

/**
 * The texts of an order that stand when its answers are corrected: those for whose part a model would
 * be told the same again, and that pass the checks of today for the new answers. What a text leaves to
 * placeholders and slots comes from the new answers by itself.
 *
 * @param recorded for the answers before
 * @returns the same, under the keys of the new answers
 */
export async function carriedTexts(
  before: FrozenOrder,
  now: FrozenOrder,
  recorded: readonly RecordedOutcome[],
  unprintable: Unprintable,
): Promise<RecordedOutcome[]> {
  const texts = recorded.filter(({ outcome }) => outcome.source !== 'none')
  const carried: RecordedOutcome[] = []
  for (const ofPart of Map.groupBy(texts, partOf).values()) {
    carried.push(...stillTrue(before, now, ofPart, unprintable))
    // A process that serves others lets them in between two parts.
    await setImmediate()
  }
  return carried.map((text) => ({ ...text, revision: revisionOf(now) }))
}

function stillTrue(
  before: FrozenOrder,
  now: FrozenOrder,
  ofPart: readonly RecordedOutcome[],
  unprintable: Unprintable,
) {
  const [first] = ofPart
  const wanted = first && assignmentFor({ ...first, order: now })
  const was = first && assignmentFor({ ...first, order: before })
  if (!wanted || !was || told(wanted) !== told(was)) return []
  return ofPart.filter((text) => passes(text, wanted, unprintable))
}

const partOf = ({ artefact, part }: RecordedOutcome) => JSON.stringify([artefact, part])

/** All that a model gets to see. */
function told({ prompt: { system, user }, wireSchema }: Assignment): string {
  return JSON.stringify([system, user, wireSchema])
}

function passes({ outcome }: RecordedOutcome, wanted: Assignment, unprintable: Unprintable) {
  // What was kept back for good is written anew for the new answers.
  if (outcome.source === 'none' || outcome.look === 'unread') return false
  return checkAnswer(JSON.stringify(outcome.content), wanted, unprintable).content !== null
}
