import type { ReviewCause } from '../../pack/review.ts'

interface Expired {
  readonly order: string
  readonly artefact: string
  readonly part: string
  readonly tier: string
  readonly why: ReviewCause
}

export interface ExpireReviewsPorts {
  readonly reviews: { expire(limit: number): Promise<readonly Expired[]> }
  readonly observe: { reviewExpired(review: Expired): void }
}

const batch = 50

/** What nobody read in time is read by nobody: the standard text stands, or what stood. */
export function createExpireReviews({ reviews, observe }: ExpireReviewsPorts) {
  return async (stop: AbortSignal): Promise<void> => {
    let expired: readonly Expired[]
    do {
      expired = await reviews.expire(batch)
      for (const one of expired) observe.reviewExpired(one)
    } while (expired.length === batch && !stop.aborted)
  }
}
