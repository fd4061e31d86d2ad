import { Context, type Info } from '@temporalio/activity'
import type { ModelTier } from '../pack/order.ts'
import type { NotWritten, Outcome, PartKey } from '../pack/outcome.ts'

/** What the workflow learns of a model call: never the text, which lies in the store. */
export type PartResult = ({ readonly source: 'model' | 'cache' } | NotWritten) & {
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

interface ActivityTime {
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
      const time = timeOf(info)
      const beat = setInterval(heartbeat, 2_000)
      try {
        const { outcome, tried } = await writePart(key, tier, time, cancellationSignal)
        return outcome.source === 'none' ? { ...outcome, tried } : { source: outcome.source, tried }
      } finally {
        clearInterval(beat)
      }
    },
  }
}

export type InferenceActivities = ReturnType<typeof createInferenceActivities>

/** The server's clock gave the time of scheduling, and may be a little ahead of ours. */
function timeOf({ startToCloseTimeoutMs, currentAttemptScheduledTimestampMs }: Info): ActivityTime {
  const now = Date.now()
  const waited = Math.max(0, now - currentAttemptScheduledTimestampMs)
  return { deadline: now + startToCloseTimeoutMs, queueSeconds: waited / 1_000 }
}
