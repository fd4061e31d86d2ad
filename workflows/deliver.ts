import { ActivityFailure, condition, defineSignal, setHandler } from '@temporalio/workflow'
import { assembly, orders } from './activities.ts'
import type { News, Story } from './story.ts'

/** Sent by an operator when what parked the order has been put right. */
export const resume = defineSignal('resume')

/**
 * Publishes the next release; an order that cannot be built waits for an operator, never fails.
 *
 * @param news what else is to be told once it is published
 */
export async function deliver(story: Story, news: News = {}): Promise<void> {
  for (;;) {
    const { id, tier } = story.order
    const which = story.release === 0 ? 'standard pack' : 'improved pack'
    try {
      const { buildRelease } = assembly(tier)
      const built = await buildRelease.executeWithOptions({ summary: `Build the ${which}` }, [id])
      return story.tell({ ...news, state: 'improving', release: built.version })
    } catch (error) {
      if (!(error instanceof ActivityFailure) || error.retryState !== 'NON_RETRYABLE_FAILURE')
        throw error
      await parked(story, error.cause?.message ?? error.message)
    }
  }
}

async function parked(story: Story, why: string): Promise<void> {
  let resumed = false
  setHandler(resume, () => {
    resumed = true
  })
  const { parkOrder } = orders
  const { id } = story.order
  await parkOrder.executeWithOptions({ summary: 'Park the order' }, [id, why])
  story.tell({ attention: 'parked', note: why })
  await condition(() => resumed)
  await parkOrder.executeWithOptions({ summary: 'Resume the order' }, [id, null])
  story.tell({ attention: null, note: null })
}
