import type { Canary } from '../../pack/canary.ts'
import type { Look } from '../../pack/judgement.ts'
import type { PartKey } from '../../pack/outcome.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'

interface JudgedText {
  readonly key: PartKey
  /** Of the writer. */
  readonly tier: string
  /** Sentences. */
  readonly doubts: number
  readonly fate: 'stands' | Look
}

interface ReviewedText {
  readonly key: PartKey
  readonly tier: string
  readonly why: string
  readonly verdict: string
  /** Seconds. */
  readonly waited: number
  readonly seconds: number | null
}

interface ExpiredReview extends Omit<PartKey, 'round'> {
  readonly tier: string
  readonly why: string
}

/** What guards keep back, and what is done where that is too much. */
export function observeGuards(metrics: Metrics, log: Log) {
  return {
    guarded({ direction, reason, mode }: { direction: string; reason: string; mode: string }) {
      const counter = mode === 'enforce' ? metrics.guardBlocks : metrics.guardRemarks
      counter.inc({ direction, reason })
    },
    /** What a judge made of a text; kept back, it is a block like any other. */
    judged({ key, tier, doubts, fate }: JudgedText) {
      metrics.judged.inc({ tier, artefact: key.artefact, fate })
      if (doubts === 0) return
      if (fate !== 'watched') metrics.guardBlocks.inc({ direction: 'output', reason: 'judge' })
      log.info({ ...key, fate, doubts }, 'the judge doubts a text')
    },
    reviewed({ key, tier, why, verdict, waited, seconds }: ReviewedText) {
      metrics.reviews.inc({ tier, why, verdict })
      if (verdict !== 'escalated') metrics.reviewSeconds.observe({ verdict }, waited)
      log.info({ ...key, why, verdict, waited, seconds }, 'a person has read a text')
    },
    reviewExpired({ order, artefact, part, tier, why }: ExpiredReview) {
      metrics.reviews.inc({ tier, why, verdict: 'expired' })
      log.warn({ order, artefact, part, why }, 'nobody read a text in time')
    },
    reviewNotTold(order: string, error: unknown) {
      log.warn({ order, error }, 'run not told of a review; it goes on when the review is due')
    },
    canaryRolledBack({ kind, name, share, isShadow }: Canary, reason: string) {
      metrics.canaries.inc({ kind, end: 'rolled-back' })
      log.error({ kind, name, share, isShadow, reason }, 'a candidate was taken back: it is worse')
    },
    canaryPassed({ kind, name, share, isShadow }: Canary) {
      metrics.canaries.inc({ kind, end: 'passed' })
      log.info({ kind, name, share, isShadow }, 'a candidate has passed, and may have all orders')
    },
    precautionTaken(taken: { tier: string; operation: string | null; why: string; until: string }) {
      const { tier, operation, why, until } = taken
      metrics.precautions.inc({ tier })
      log.error({ tier, operation, until, why }, 'safe mode is on: texts stay standard ones')
    },
  }
}
