import { isDeepStrictEqual } from 'node:util'
import type { Outcome, Written } from '../../pack/outcome.ts'
import type { Reusable } from '../../pack/reuse.ts'
import { checkAnswer } from '../checks/check-answer.ts'
import type { Unprintable } from '../checks/reading/draft.ts'
import type { Job } from '../job/job.ts'
import type { Limits } from '../job/timeouts.ts'
import type { Pause } from '../route/pause.ts'
import type { Clock, Stage } from '../stage.ts'
import { isShareable } from './shareable.ts'

export interface Reuse {
  readonly texts: { look(hash: string): Promise<Reusable> }
  readonly limits: Limits
  readonly clock: Clock
  readonly pause: Pause
  readonly unprintable: Unprintable
  /** `waited`: for a text that another job was writing. */
  readonly observe: (result: 'hit' | 'waited' | 'miss') => void
}

/**
 * A text that was written for an equal prompt is used again, as long as it is fresh and passes the
 * checks of today. Of jobs with equal prompts that come together one writes, and the others wait
 * for it, at most as long as a call may take; who waited in vain writes for himself.
 */
export function reused(reuse: Reuse): Stage<Job, Outcome> {
  return async (job, next) => {
    const { reuseKey, known } = job
    if (reuseKey === null) return next(job)
    const waits = known.reusable.writer === 'other' && known.reusable.text === null
    const text = waits ? await awaited(reuse, job, reuseKey.hash) : known.reusable.text
    const content = text && contentOf(text, job, reuse.unprintable)
    if (text !== null && content !== null) {
      reuse.observe(waits ? 'waited' : 'hit')
      return { ...text, content, source: 'cache' }
    }
    reuse.observe('miss')
    let outcome: Outcome | null = null
    try {
      outcome = await next(job)
      return outcome
    } finally {
      // The last round trip takes it along, also when the caller gave up.
      job.journal.reuse = {
        ...reuseKey,
        text: outcome && mayShare(outcome, job) ? outcome : null,
        refused: text,
      }
    }
  }
}

/** Milliseconds between two looks, at first and at most. */
const looks = { first: 250, most: 2_000 }

async function awaited(reuse: Reuse, { ask, signal }: Job, hash: string): Promise<Written | null> {
  const { texts, limits, clock, pause } = reuse
  const call = limits.call[ask.tier].whole
  // Afterwards there is still time for a call of its own.
  const end = Math.min(clock() + call, ask.deadline - limits.margin - call)
  for (let wait = looks.first; clock() + wait < end; wait = Math.min(2 * wait, looks.most)) {
    await pause(wait, signal)
    const { text, writer } = await texts.look(hash)
    if (text !== null || writer === 'nobody') return text
  }
  return null
}

/** Null: it passes no more, or a judge did not let it pass. */
function contentOf({ content }: Written, job: Job, unprintable: Unprintable): unknown {
  const { assignment, known } = job
  if (isDeepStrictEqual(content, known.rejected?.content)) return null
  return checkAnswer(JSON.stringify(content), assignment, unprintable).content
}

/** Of the prompt and by the model that the key names, and by no other that stood in for them. */
function mayShare(outcome: Outcome, { endpoints, assignment, journal }: Job): outcome is Written {
  if (outcome.source !== 'model') return false
  const call = journal.exchanges.get(journal.attempts.at(-1)?.id ?? '')
  const isWhole = call?.messages[1]?.content.startsWith(assignment.prompt.user)
  const isOfKey = isWhole && isNamed(outcome.model, endpoints[0]?.model ?? '')
  return isOfKey === true && isShareable(outcome.content, assignment.identity)
}

/** The name that was asked for; some servers say the revision behind it, such as `-2024-08-06`. */
export function isNamed(served: string, asked: string): boolean {
  return served.startsWith(asked) && /^(?:[-@:][\d.-]+)?$/.test(served.slice(asked.length))
}
