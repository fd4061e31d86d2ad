import type { createOperatorStore } from '../../store/orders/operator.ts'

/** @throws Error with one sentence where somebody named an order that is none */
export async function requireOrders(
  { unknown }: Pick<ReturnType<typeof createOperatorStore>, 'unknown'>,
  ids: readonly string[],
): Promise<void> {
  const missing = await unknown(ids)
  if (missing.length > 0)
    throw new Error(
      `There is no order ${missing.slice(0, 5).join(', ')}; correct the list and send it again.`,
    )
}
