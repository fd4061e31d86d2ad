import { artefactOf } from '../inference/job/assignment.ts'
import type { SettingsOf } from '../inference/job/create-jobs.ts'
import type { PartKey, Written } from '../pack/outcome.ts'
import { type ReviewWanted, reviewCauseOf, wanted } from '../pack/review.ts'
import type { Site } from '../site/site.ts'

/** By the settings that hold for whoever wrote it: who reads a text that the judge doubts. */
export function createReviewFor(
  { orders }: Pick<Site, 'orders'>,
  settingsOf: SettingsOf,
  clock: () => Date,
) {
  return async (
    { order: id, artefact: name, part }: PartKey,
    { tier }: Written,
  ): Promise<ReviewWanted | null> => {
    const order = await orders.byId(id)
    const artefact = order && artefactOf({ order, artefact: name, part })
    if (!artefact) return null
    const { operation, risk } = artefact
    const settings = await settingsOf({ order: id, operation, risk, tier })
    const why = reviewCauseOf(settings, { flaggedBy: 'judge', written: 0, place: 0 })
    return why && wanted(why, settings.reviewHours, clock())
  }
}
