import { proxyActivities } from '@temporalio/workflow'

export { fulfilOrder } from '../workflows/fulfil-order.ts'

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '20s' })

/** As many activities as an order has, in waves of so many at once, and nothing else. */
export async function bareWorkflow(waves: readonly number[]): Promise<void> {
  for (const wave of waves) await Promise.all(Array.from({ length: wave }, () => nothing()))
}
