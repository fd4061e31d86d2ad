import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { NotApplicable } from './not-applicable.ts'

export interface SubmitEvidencePorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly answers: {
    /** Has the open ones of an order submitted at once. @returns their disputes */
    approve(order: string, by: string): Promise<readonly string[]>
  }
}

/**
 * Has the evidence for an order's disputes handed to the bank now, which takes it once.
 *
 * @returns what becomes of it
 * @throws UnknownOrder, NotApplicable
 */
export function createSubmitEvidence({ orders, answers }: SubmitEvidencePorts) {
  return async (id: string, by: string): Promise<string> => {
    await knownOrder(orders, id)
    const disputes = await answers.approve(id, by)
    if (disputes.length > 0) return `evidence goes to the bank for ${disputes.join(', ')}`
    throw new NotApplicable(
      `${id} has no dispute that evidence is taken for; where it was submitted, nothing can be added.`,
    )
  }
}
