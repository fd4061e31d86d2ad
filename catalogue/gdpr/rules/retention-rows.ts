import { z } from 'zod'
import { asItem } from '../../../pack/sentence.ts'
import { listOf } from '../../../pack/wording.ts'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import type { Activity } from './activity-rows.ts'
import type { RowId } from './implied.ts'
import { monitoringKept } from './monitoring.ts'
import { consentProof, periodText, reasonText, retentionRuleOf } from './retention.ts'
import type { RetentionPlace } from './retention-rule.ts'
import { furtherKept } from './sector-retention.ts'

export const retentionShape = z.strictObject({
  id: words,
  record: words,
  trigger: words,
  period: words,
  reason: words,
  /** Whom to ask for the period; empty where it is known. */
  ask: perhaps,
  /** What a rule that we know says instead; empty where it says the same. */
  otherwise: perhaps,
  /** The provisions of national law that it names. */
  cites: z.array(words),
  systems: perhaps,
  method: words,
})

type Row = z.infer<typeof retentionShape>

/** One line of the schedule for each activity, and for what monitoring at work keeps. */
export function retentionOf(
  answers: GdprAnswers,
  activities: readonly Activity[],
  place: RetentionPlace,
): Row[] {
  const kept = activities.map(({ id, systems }) => {
    const rule = retentionRuleOf(id as RowId, place)
    return { id, rule, systems }
  })
  const consents = activities.some(({ consent }) => consent) ? [consentProof] : []
  const further = [...furtherKept(place), ...consents].map((one) => ({ ...one, systems: [] }))
  return [...kept, ...further, ...monitoringKept(answers)].map(({ id, rule, systems }) => ({
    id,
    record: rule.record,
    trigger: rule.trigger,
    period: periodText(rule.period, place),
    reason: reasonText(rule, place),
    ask: rule.ask ?? '',
    otherwise: rule.otherwise ?? '',
    cites: [...(rule.cites ?? [])],
    systems: systems.map(asItem).join(', '),
    method: deletionMethod(onPaper.has(id), systems),
  }))
}

const onPaper: ReadonlySet<string> = new Set([
  'orders',
  'client-work',
  'bookings',
  'enquiries',
  'accounts',
  'suppliers',
  'staff',
  'payroll',
  'recruitment',
  'accountability',
  'monitoring-hours',
])

function deletionMethod(paper: boolean, systems: readonly string[]): string {
  if (paper)
    return `${systems.length > 0 ? `delete in ${listOf(systems)}` : 'delete files'}; shred paper`
  if (systems.length > 0) return `delete in ${listOf(systems)}`
  return 'set the device or service that holds them to delete them by itself'
}
