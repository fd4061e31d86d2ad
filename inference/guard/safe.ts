import type { Outcome } from '../../pack/outcome.ts'
import { type SettingsOf, targetOf } from '../job/create-jobs.ts'
import type { Job } from '../job/job.ts'
import type { Stage } from '../stage.ts'

const held = { source: 'none', reason: 'safe-mode' } as const

/**
 * Nothing is written where safe mode is on, and what was being written when it came on is kept for nobody: not for the
 * order, and not for another firm.
 *
 * @param settingsOf as they are by now; left out: the standard ones
 */
export function safe(settingsOf: SettingsOf | undefined): Stage<Job, Outcome> {
  const isOn = async (job: Job) => (await settingsOf?.(targetOf(job)))?.safeMode ?? false

  return async (job, next) => {
    if (job.settings.safeMode) return held
    const outcome = await next(job)
    if (outcome.source === 'none' || !(await isOn(job))) return outcome
    const { journal } = job
    if (journal.reuse) journal.reuse = { ...journal.reuse, text: null }
    return held
  }
}
