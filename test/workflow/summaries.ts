import type { WorkflowHandle } from '@temporalio/client'

/** The lines under which Temporal UI lists activities and timers of a run. */
export async function summariesOf(run: WorkflowHandle): Promise<string[]> {
  const { events } = await run.fetchHistory()
  return (events ?? []).flatMap(({ userMetadata }) => {
    const data = userMetadata?.summary?.data
    return data ? [JSON.parse(new TextDecoder().decode(data)) as string] : []
  })
}
