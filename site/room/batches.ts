import {
  type BatchAct,
  type BatchOrders,
  type BatchState,
  type BatchStory,
  type BatchVerb,
} from '../../pack/batch.ts'
import type { Signed } from '../../pack/signed.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { onRecord } from '../on-record.ts'
import type { Site } from '../site.ts'
import { requireOrders } from './known-orders.ts'

/** Orders that a page of a batch lists. */
const listed = 100

/** Acts on many orders. Each is made, and made to go on, by somebody, and that is on record. */
export function openBatches({ batches, database }: Site) {
  const store = createOperatorStore(database)

  const ofBatch = (verb: string, subject: string, signed: Signed) => ({
    ...signed,
    ...{ verb: `batch-${verb}`, subject, way: 'ops' as const },
  })

  async function idsOf(wanted: BatchOrders): Promise<readonly string[]> {
    if ('group' in wanted) return batches.group(wanted.group)
    await requireOrders(store, wanted.orders)
    return wanted.orders
  }

  /** @throws Error with one sentence where it changes nothing */
  const change = (id: number, verb: BatchVerb, { by, why }: Signed): Promise<void> =>
    onRecord(store, ofBatch(verb, String(id), { by, why }), async () => {
      const { from, to } = changes[verb]
      const set = verb === 'start' ? { state: to, by_whom: by } : { state: to }
      if (!(await batches.change(id, from, set)))
        throw new Error(`Batch ${id} is ${(await batches.find(id))?.state ?? 'unknown'} by now.`)
      return [to, undefined] as const
    })

  return {
    batches: () => batches.list(50),

    /** Undefined: there is none of this number. */
    async batch(id: number): Promise<BatchStory | undefined> {
      const [batch, items, changed] = await Promise.all([
        batches.find(id),
        batches.items(id, listed),
        batches.changes(id),
      ])
      return batch && { batch, items, changes: changed }
    },

    /** @returns its number @throws Error with one sentence where there is none to be made */
    makeBatch: (act: BatchAct, wanted: BatchOrders, signed: Signed): Promise<number> =>
      onRecord(store, ofBatch('make', act, signed), async () => {
        const orders = await idsOf(wanted)
        if (orders.length === 0) throw new Error('No order stands so, so there is nothing to do.')
        const id = await batches.make({ act, ...signed }, orders)
        return [`batch ${id} of ${orders.length} orders`, id] as const
      }),

    changeBatch: change,
  }
}

const changes: Readonly<Record<BatchVerb, { from: readonly BatchState[]; to: BatchState }>> = {
  start: { from: ['paused'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
}
