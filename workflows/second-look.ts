import { ActivityFailure, isCancellation } from '@temporalio/workflow'
import type { PartResult } from '../activities/inference.ts'
import type { JudgeResult } from '../activities/judge.ts'
import type { Part } from '../pack/plan.ts'
import { judge, step } from './activities.ts'
import { ofAnswers, type Story } from './story.ts'

/** A text that does not stand before a judge has looked at it. */
export function waitsForJudge(result: PartResult): boolean {
  return result.source !== 'none' && result.look === 'judge'
}

/** Has the newest text of a part looked at. A judge that is away is a value, too: the store knows what follows. */
export async function lookAt(story: Story, { artefact, part, title }: Part, round: number) {
  const { judgePart } = judge(story.order.timeouts.judge)
  try {
    const key = { order: story.order.id, artefact, part, round, ...ofAnswers(story) }
    return await step(`${title} (judge)`, judgePart, key)
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error
    return away
  }
}

const away: JudgeResult = { source: 'none', reason: 'timeout', tried: [] }
