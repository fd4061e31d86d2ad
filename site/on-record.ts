import type { createOperatorStore, OperatorAction } from '../store/orders/operator.ts'

/**
 * What an operator does, recorded before it is done, so that none goes unrecorded; then what became
 * of it, in a few words, or why nothing did.
 */
export async function onRecord<Answer>(
  store: Pick<ReturnType<typeof createOperatorStore>, 'record' | 'settle'>,
  action: OperatorAction,
  deed: (record: number) => Promise<readonly [outcome: string, answer: Answer]>,
): Promise<Answer> {
  const record = await store.record(action)
  try {
    const [outcome, answer] = await deed(record)
    await store.settle(record, outcome)
    return answer
  } catch (error) {
    await store.settle(record, error instanceof Error ? error.message : 'failed')
    throw error
  }
}
