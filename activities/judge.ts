import { Context } from '@temporalio/activity'
import type { Look } from '../pack/judgement.ts'
import type { NotWritten, PartKey } from '../pack/outcome.ts'
import { type ActivityTime, timeOf } from './inference.ts'

/** What became of the text that waited; null: it stands. */
export type JudgeResult = (
  | { readonly source: 'judge'; readonly look: Look | null }
  | NotWritten
) & {
  /** For the operator: what the judge said, or which endpoints were tried, and what came. */
  readonly tried: readonly string[]
}

export interface JudgeUseCases {
  readonly judgePart: (
    key: PartKey,
    time: ActivityTime,
    signal: AbortSignal,
  ) => Promise<JudgeResult>
}

/** Queue `inference-judge`: one look at one text. */
export function createJudgeActivities({ judgePart }: JudgeUseCases) {
  return {
    async judgePart(key: PartKey): Promise<JudgeResult> {
      const { cancellationSignal, info, heartbeat } = Context.current()
      const beat = setInterval(heartbeat, 2_000)
      try {
        return await judgePart(key, timeOf(info, Date.now()), cancellationSignal)
      } finally {
        clearInterval(beat)
      }
    },
  }
}

export type JudgeActivities = ReturnType<typeof createJudgeActivities>
