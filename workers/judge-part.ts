import type { JudgeResult, JudgeUseCases } from '../activities/judge.ts'
import type { createJudge } from '../inference/judge/judge.ts'
import { judgeVersion } from '../inference/judge/judge-prompt.ts'
import { doubtsIn, fateOf, type Judgement, type Look } from '../pack/judgement.ts'
import type { PartKey, Written } from '../pack/outcome.ts'
import { fromNow, type ReviewWanted } from '../pack/review.ts'
import type { Site } from '../site/site.ts'
import type { AwaitedText, Settled } from '../store/calls/looks.ts'
import { createFrozenOrders } from './frozen-orders.ts'

type Ports = Pick<Site, 'orders' | 'looks' | 'judgements' | 'observe'>

export interface JudgePartParts extends Ports {
  readonly judge: Pick<ReturnType<typeof createJudge>, 'judge' | 'hashOf'>
  /** Of what the judge doubts: who is to read it; null: nobody is. */
  readonly reviewFor: (key: PartKey, text: Written) => Promise<ReviewWanted | null>
  readonly clock: () => Date
}

/**
 * The newest text of a part that waits for a judge is looked at, and what becomes of it is recorded. What was said of an
 * equal text of equal facts is said of this one, and nobody is asked.
 */
export function createJudgePart(parts: JudgePartParts): JudgeUseCases['judgePart'] {
  const { orders, looks, judgements, judge, observe, reviewFor, clock } = parts
  const frozen = createFrozenOrders((id, revision) => orders.asOf(id, revision))

  async function settle(awaited: AwaitedText, judgement: Judgement) {
    const { key, text } = awaited
    const next = await nextFor(key, text, judgement)
    const doubts = doubtsIn(judgement.marks).length
    if (!(await looks.settle(awaited, next, judgement))) return result(null, overtaken)
    const fate = next.watched && doubts > 0 ? 'watched' : (next.look ?? 'stands')
    observe.judged({ key, tier: text.tier, doubts, fate })
    const said = `the judge doubts ${doubts} of ${judgement.marks.length} sentences`
    return result(next.look, said)
  }

  /**
   * Who is to read it was said when it was written, and can from now on; what the judge doubts is read where flagged
   * texts are.
   */
  async function nextFor(key: PartKey, text: Written, { marks }: Judgement): Promise<Settled> {
    const review = text.review ? fromNow(text.review, clock()) : null
    const watched = text.look === 'watched'
    const fate = fateOf(marks, text)
    if (fate === 'repair') return { look: 'repair', review: null, watched }
    if (fate === 'stands') return { look: review ? 'review' : null, review, watched }
    const read = review ?? (await reviewFor(key, text))
    return { look: read ? 'review' : 'rejected', review: read, watched }
  }

  return async (key, time, signal) => {
    const order = await frozen(key.order, key.revision ?? 1)
    const awaited = await looks.awaited(key)
    // Somebody was faster, or it was erased.
    if (order === undefined || awaited === null) return result(null, overtaken)
    const { text } = awaited
    const ask = { ...key, order, email: order.email, tier: 'judge', ...time } as const
    const hash = judge.hashOf(ask, text)
    const before = hash === null ? undefined : await judgements.find(hash)
    if (before !== undefined) return settle(awaited, before)
    const { said, tried } = await judge.judge(ask, text, signal)
    if (said.source === 'none' || hash === null)
      return {
        source: 'none',
        reason: said.source === 'none' ? said.reason : 'misconfigured',
        tried,
      }
    const judgement = {
      ...{ marks: said.marks, model: said.model, promptVersion: judgeVersion },
      judgedAt: clock().toISOString(),
    }
    const { tier, model: writer, promptVersion } = text
    const operation = `${order.pack}.${key.artefact}`
    await judgements.record({ hash, operation, tier, writer, promptVersion }, judgement)
    return settle(awaited, judgement)
  }
}

const overtaken = 'somebody was faster, or it waits no more'

const result = (look: Look | null, said: string): JudgeResult => {
  return { source: 'judge', look, tried: [said] }
}
