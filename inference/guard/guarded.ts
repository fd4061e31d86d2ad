import { suspicionsOf } from '../../guard/answers.ts'
import { notWritten } from '../../pack/notice.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { flat, isEnglish } from '../checks/reading/words.ts'
import type { Job } from '../job/job.ts'
import type { GuardMode } from '../settings/settings.ts'
import type { Stage } from '../stage.ts'

/** What a guard saw; in `monitor` it let it pass. */
export interface Guarded {
  readonly direction: 'input' | 'output'
  /** A kind of suspicion, or the check that found it. */
  readonly reason: string
  readonly mode: Exclude<GuardMode, 'off'>
}

/**
 * No model is told an answer that holds what belongs to nobody but a person, or that speaks to the model instead of
 * of the firm. Parts whose prompts do not tell it are asked for as ever.
 */
export function guarded(observe: (guarded: Guarded) => void = () => {}): Stage<Job, Outcome> {
  return async (job, next) => {
    const mode = job.settings.inputGuard
    if (mode === 'off') return next(job)
    const reasons = new Set(toldIn(job).map(({ kind }) => kind))
    for (const reason of reasons) observe({ direction: 'input', reason, mode })
    if (reasons.size > 0 && mode === 'monitor') job.journal.flagged = true
    if (reasons.size === 0 || mode === 'monitor') return next(job)
    return notWritten('input-blocked', job.ask.tier)
  }
}

function toldIn({ ask, assignment }: Job) {
  const suspicions = suspicionsOf(ask.order, isEnglish)
  if (suspicions.length === 0) return []
  const told = flat(assignment.prompt.user)
  return suspicions.filter(({ answer }) => told.includes(flat(answer)))
}
