import { NativeConnection } from '@temporalio/worker'
import { activitySpans } from '../clients/temporal/spans.ts'
import type { Site } from '../site/site.ts'

/** Something that works until it is told to stop: a Temporal worker, or a loop. */
export interface Runner {
  run(): Promise<void>
  shutdown(): void
}

/** @throws Error when the Temporal server does not answer */
export async function connectWorkers({ temporalSettings, tracing }: Site) {
  const { address } = temporalSettings.connection
  const connection = await NativeConnection.connect(temporalSettings.connection).catch((cause) => {
    throw new Error(
      `No Temporal server answers on ${address}, and workers need one; start it, or correct TEMPORAL_ADDRESS.`,
      { cause },
    )
  })
  return {
    connection,
    namespace: temporalSettings.namespace,
    dataConverter: temporalSettings.dataConverter ?? {},
    isSealed: temporalSettings.dataConverter !== undefined,
    interceptors: { activity: [activitySpans(tracing)] },
  }
}

export type WorkerConnection = Awaited<ReturnType<typeof connectWorkers>>
