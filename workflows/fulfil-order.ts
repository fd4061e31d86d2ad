import { CancellationScope, isCancellation } from '@temporalio/workflow'
import type { Part } from '../pack/plan.ts'
import { lateRounds } from '../pack/rounds.ts'
import { orders } from './activities.ts'
import { deliver } from './deliver.ts'
import { improve } from './improve.ts'
import { pauseUntil } from './pause.ts'
import { type Story, tellOf } from './story.ts'

/**
 * A paid order: the standard pack at once, then tailoring round by round, a new release whenever
 * a round brought something, until nothing can improve any more.
 */
export async function fulfilOrder(orderId: string): Promise<void> {
  const plan = await orders.openOrder.executeWithOptions({ summary: 'Read the order' }, [orderId])
  const story = tellOf(plan)
  await CancellationScope.nonCancellable(() => deliver(story))
  try {
    await tailor(story)
  } catch (error) {
    if (!isCancellation(error)) throw error
    // An operator who cancels ends the tailoring; what was delivered stays, and is final.
    await CancellationScope.nonCancellable(() => finish(story))
    throw error
  }
  await finish(story)
}

async function tailor(story: Story): Promise<void> {
  const { order } = story
  const late = lateRounds(order.lateWindow, order.id)
  const { planTailoring } = orders
  const parts = await planTailoring.executeWithOptions({ summary: 'Plan the tailoring' }, [
    order.id,
  ])
  let open = await round(story, 1, parts, late[0])
  const settled = Date.now()
  for (const [index, start] of late.entries()) {
    if (open.length === 0) return
    const number = index + 2
    await pauseUntil(settled + start, `Round ${number} of tailoring`)
    const next = late[index + 1]
    open = await round(story, number, open, next === undefined ? undefined : next - start)
  }
}

async function round(story: Story, number: number, parts: readonly Part[], nextIn?: number) {
  const { improved, open, news } = await improve(story, number, parts, nextIn)
  if (improved) await deliver(story, news)
  else story.tell(news)
  return open
}

async function finish(story: Story): Promise<void> {
  const { completeOrder } = orders
  await completeOrder.executeWithOptions({ summary: 'Close the order' }, [story.order.id])
  story.tell({ state: 'complete' })
}
