import { Context, type Info } from '@temporalio/activity'
import type { Look } from '../pack/judgement.ts'
import type { ModelTier } from '../pack/order.ts'
import type { NotWritten, Outcome, PartKey } from '../pack/outcome.ts'

/** What the workflow learns of a model call: never the text, which lies in the store. */
export type PartResult = (
  | {
      readonly source: 'model' | 'cache'
      /** The second look that the text waits for, or did not pass; left out: it stands. */
      readonly look?: Look
    }
  | NotWritten
) & {
  /** For the operator: which endpoints were tried, and what came; left out by an earlier release. */
  readonly tried?: readonly string[]
}

/** An outcome, and what was tried for it. */
export interface Answered {
  readonly outcome: Outcome
  readonly tried: readonly string[]
}

export interface InferenceUseCases {
  readonly writePart: (
    key: PartKey,
    tier: ModelTier,
    time: ActivityTime,
    signal: AbortSignal,
  ) => Promise<Answered>
}

export interface ActivityTime {
  /** Epoch milliseconds at which the attempt is over. */
  readonly deadline: number
  /** For which the attempt waited for a worker. */
  readonly queueSeconds: number
}

/** Queues `inference-4b-lora` and `inference-32b-awq`: one call for one part of an artefact. */
export function createInferenceActivities({ writePart }: InferenceUseCases, tier: ModelTier) {
  return {
    async writePart(key: PartKey): Promise<PartResult> {
      const { cancellationSignal, info, heartbeat } = Context.current()
      const time = timeOf(info, Date.now())
      const beat = setInterval(heartbeat, 2_000)
      try {
        const { outcome, tried } = await writePart(key, tier, time, cancellationSignal)
        if (outcome.source === 'none') return { ...outcome, tried }
        const { source, look } = outcome
        return { source, ...(look && { look }), tried }
      } finally {
        clearInterval(beat)
      }
    },
  }
}

export type InferenceActivities = ReturnType<typeof createInferenceActivities>

type Times = Pick<
  Info,
  | 'startToCloseTimeoutMs'
  | 'scheduleToCloseTimeoutMs'
  | 'scheduledTimestampMs'
  | 'currentAttemptScheduledTimestampMs'
>

/**
 * A second attempt ends with the time of both: the workflow goes on then, and would miss its text.
 * The server's clock gave the times of scheduling, and may be a little ahead of ours.
 */
export function timeOf(times: Times, now: number): ActivityTime {
  const sinceThen = (then: number) => Math.max(0, now - then)
  const left = times.scheduleToCloseTimeoutMs - sinceThen(times.scheduledTimestampMs)
  return {
    deadline: now + Math.min(times.startToCloseTimeoutMs, left),
    queueSeconds: sinceThen(times.currentAttemptScheduledTimestampMs) / 1_000,
  }
}
