import {
  ActivityFailure,
  CancellationScope,
  condition,
  defineSignal,
  patched,
  setHandler,
} from '@temporalio/workflow'
import { signals } from '../pack/signals.ts'
import { assembly, isNotEntitled, orders, step } from './activities.ts'
import type { News, Story } from './story.ts'

const resume = defineSignal(signals.resume)

/**
 * Publishes the next release; an order that cannot be built waits for an operator, never fails.
 *
 * @param news what else is to be told once it is published
 */
export async function deliver(story: Story, news: News = {}): Promise<void> {
  for (;;) {
    const fault = await publish(story, news)
    if (fault === null) return
    await parked(story, fault)
  }
}

/** @returns null, or why the order cannot be built */
export async function publish(story: Story, news: News = {}): Promise<string | null> {
  const { id, tier } = story.order
  const { revision = 1 } = story.order
  const first = revision > 1 ? 'corrected pack' : 'standard pack'
  const which = story.release === 0 ? first : 'improved pack'
  try {
    const built = await step(`Build the ${which}`, assembly(tier).buildRelease, id)
    story.tell({ ...news, state: 'improving', release: built.version })
    return null
  } catch (error) {
    if (!isForAPerson(error)) throw error
    return error.cause?.message ?? error.message
  }
}

function isForAPerson(error: unknown): error is ActivityFailure {
  return (
    error instanceof ActivityFailure &&
    error.retryState === 'NON_RETRYABLE_FAILURE' &&
    !isNotEntitled(error)
  )
}

async function parked(story: Story, why: string): Promise<void> {
  let resumed = false
  setHandler(resume, () => {
    resumed = true
  })
  const { changes } = story.standing
  await park(story, why)
  try {
    // Where the payment went back, nothing has to be built any more; from other answers it may be.
    await condition(() => resumed || story.standing.changes > changes)
  } finally {
    // An operator who cancels has decided, too.
    if (resumed || patched('unpark-cancelled'))
      await CancellationScope.nonCancellable(() => park(story, null))
  }
}

async function park(story: Story, why: string | null): Promise<void> {
  const summary = why === null ? 'Take the order off the list' : 'Park the order'
  const standing = why === null ? null : 'parked'
  // What else asks for a person stands; 0.1.0 did not tell.
  const attention = (await step(summary, orders.parkOrder, story.order.id, why)) ?? standing
  story.tell({ attention, note: why })
}
