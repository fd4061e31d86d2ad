import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { activityRules } from './activities.ts'
import { bases } from './activity-rows.ts'
import { periodText, retentionRules } from './retention.ts'
import type { RetentionPlace } from './retention-rule.ts'
import { isHosted, vendorOf } from './systems.ts'
import { isDistant } from './transfers.ts'

/** What the sign beside a camera says of it. */
export const cameraShape = z.strictObject({
  /** Completes “We do it to …”. */
  purpose: words,
  /** The legitimate interest. */
  interest: words,
  /** `Legitimate interests – Art. 6(1)(f)`. */
  basis: words,
  /** `72 hours`. */
  kept: words,
  /** Besides those who run them, whoever gets recordings after an incident. */
  recipients: z.array(words).min(1),
  /** They may lie outside the EEA and the United Kingdom, as the firm has to find out. */
  mayBeAbroad: z.boolean(),
})

/** One description, wherever the cameras hang; none where the answers tell of no camera. */
export function camerasOf(
  answers: GdprAnswers,
  place: RetentionPlace,
): z.infer<typeof cameraShape>[] {
  if (!usesCameras(answers)) return []
  const { purpose, ground, basis, recipients } = activityRules.cctv
  const systems = answers.systems.filter(({ use }) => use === 'cctv').filter(isHosted)
  const kept = periodText(retentionRules.cctv.period, place)
  return [
    {
      purpose,
      interest: ground,
      basis: bases[basis],
      kept,
      recipients: [...new Set([...systems.map(vendorOf), ...recipients])],
      mayBeAbroad: systems.some(isDistant),
    },
  ]
}

/** On the premises, at the workplace, or over a place that is open to the public. */
export function usesCameras({ use }: GdprAnswers): boolean {
  return (
    use.purposes.includes('cctv') ||
    use.monitoring.includes('cameras') ||
    use.risky.includes('surveillance')
  )
}
