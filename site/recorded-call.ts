import type { FrozenOrder } from '../pack/order.ts'
import type { KeptCall } from '../store/calls/call-log.ts'
import { createOperatorStore } from '../store/orders/operator.ts'
import { onRecord } from './on-record.ts'
import type { Site } from './site.ts'

export interface CallRequest {
  /** UUID of the attempt. */
  readonly attempt: string
  readonly by: string
  readonly why: string
}

/** A call as it was made, opened; `said` is what `inference` sealed. */
export interface RecordedCall extends Omit<KeptCall, 'sealed' | 'wrapped' | 'order'> {
  readonly order: FrozenOrder
  readonly said: unknown
}

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Opens what was said in one call; who looks and why is recorded first. */
export function createReadCall(site: Site) {
  const { callLog, orders, database } = site
  const store = createOperatorStore(database)

  async function read(attempt: string): Promise<RecordedCall> {
    const kept = isUuid.test(attempt) ? await callLog.find(attempt) : undefined
    if (kept === undefined)
      throw new Error(`There is no call ${attempt}; npm run order -- why ORDER lists them.`)
    const { sealed, wrapped, order: id, ...rest } = kept
    if (sealed === null)
      throw new Error(`What was said in ${attempt} is no longer kept: it is deleted after 30 days.`)
    if (wrapped === null)
      throw new Error(`The key of ${id} was deleted, so nobody can read what was said for it.`)
    const order = (await orders.asOf(id, rest.revision))!
    return { ...rest, order, said: database.vault.open(id, wrapped, attempt, sealed) }
  }

  return ({ attempt, by, why }: CallRequest): Promise<RecordedCall> =>
    onRecord(store, { by, why, verb: 'replay', subject: attempt }, async () => [
      'opened',
      await read(attempt),
    ])
}
