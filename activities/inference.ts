import { Context } from '@temporalio/activity'
import type { ModelTier } from '../pack/order.ts'
import type { Outcome, PartKey } from '../pack/outcome.ts'

/** What the workflow learns of a model call: never the text, which lies in the store. */
export type PartResult =
  | { readonly source: 'model' | 'cache' }
  | Extract<Outcome, { source: 'none' }>

export interface InferenceUseCases {
  /** @param deadline epoch milliseconds at which the attempt is over */
  readonly writePart: (
    key: PartKey,
    tier: ModelTier,
    deadline: number,
    signal: AbortSignal,
  ) => Promise<Outcome>
}

/** Queues `inference-4b-lora` and `inference-32b-awq`: one call for one part of an artefact. */
export function createInferenceActivities({ writePart }: InferenceUseCases, tier: ModelTier) {
  return {
    async writePart(key: PartKey): Promise<PartResult> {
      const { cancellationSignal, info, heartbeat } = Context.current()
      const deadline = Date.now() + info.startToCloseTimeoutMs
      const beat = setInterval(heartbeat, 2_000)
      try {
        const outcome = await writePart(key, tier, deadline, cancellationSignal)
        return outcome.source === 'none' ? outcome : { source: outcome.source }
      } finally {
        clearInterval(beat)
      }
    },
  }
}

export type InferenceActivities = ReturnType<typeof createInferenceActivities>
