import { notNow } from '../orders/operate/not-now.ts'
import { createOperator } from '../site/operator.ts'
import type { Site } from '../site/site.ts'
import type { TakenItem } from '../store/orders/batch-work.ts'
import { createLoop, type Loop } from './loop.ts'

/** Milliseconds between two looks for an order whose turn it is. */
const pause = 2_000

/** Errors by which an order refuses what does not apply to it. */
const refusals: readonly string[] = ['NotApplicable', 'UnknownOrder']

/** Seconds after which what could not be done is tried again. */
const again = 30

/**
 * Does to one order after the other what a batch is for, each on record like an act on a single one. What
 * an order refuses is its outcome; what is away is waited for.
 */
export function createBatchLoop(site: Site): Loop {
  const { batches, log } = site
  const act = createOperator(site)

  async function doTo(item: TakenItem): Promise<boolean> {
    const { batch, order, act: verb, by, why } = item
    const request = { verb, subject: order, by, why: `batch ${batch}: ${why}`, way: 'ops' } as const
    try {
      await batches.settle(item, (await act(request)).outcome, false)
      return true
    } catch (error) {
      if (!(error instanceof Error) || error.name === 'DatabaseUnavailable') throw error
      const isAway = notNow.includes(error.name)
      if (isAway) await batches.postpone(item, again, error.message)
      else await batches.settle(item, error.message, true)
      if (!isAway && !refusals.includes(error.name))
        log.warn({ error, batch, order }, 'an act of a batch failed; its page says on which order')
      return !isAway
    }
  }

  return createLoop({
    pause,
    async work() {
      const item = await batches.take()
      return item !== undefined && doTo(item)
    },
    failed: (error) => log.warn({ error }, 'a batch did not go on; the next turn tries again'),
  })
}
