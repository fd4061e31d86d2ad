import {
  DefaultLogger,
  IllegalStateError,
  makeTelemetryFilterString,
  Runtime,
} from '@temporalio/worker'
import type { WorkerName } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import { connectWorkers, type Runner, type WorkerConnection } from './connection.ts'

type CreateRunners = (site: Site, temporal: WorkerConnection) => Promise<Runner[]>

/** A process loads only the code of the queues it serves. */
const loaders: Readonly<Record<WorkerName, () => Promise<{ createRunners: CreateRunners }>>> = {
  orders: () => import('./orders.ts'),
  assembly: () => import('./assembly.ts'),
  'inference-4b-lora': () => import('./inference-4b-lora.ts'),
  'inference-32b-awq': () => import('./inference-32b-awq.ts'),
  'inference-judge': () => import('./inference-judge.ts'),
  upkeep: () => import('./upkeep.ts'),
}

export interface RunningWorkers {
  /** Settles when every runner has stopped; rejects when one failed. */
  readonly finished: Promise<void>
  /** Lets what is under way finish, then stops; however often it is asked. */
  shutdown(): Promise<void>
}

/** Serves the named queues in this process. */
export async function runWorkers(
  site: Site,
  names: readonly WorkerName[],
): Promise<RunningWorkers> {
  installRuntime(site)
  const temporal = await connectWorkers(site)
  const created = names.map(async (name) => (await loaders[name]()).createRunners(site, temporal))
  const runners = (await Promise.all(created)).flat()
  const stop = () => {
    for (const runner of runners) stopOnce(runner)
  }
  const finished = Promise.all(runners.map((runner) => runner.run())).then(() => {})
  // One runner that failed takes the others down, so that the process ends and is started afresh.
  finished.catch((error: unknown) => {
    site.log.fatal({ error }, 'a worker failed, so this process ends; start it again')
    stop()
  })
  const shutdown = async () => {
    stop()
    await finished.catch(() => {})
    await temporal.connection.close()
  }
  let stopping: Promise<void> | undefined
  return { finished, shutdown: () => (stopping ??= shutdown()) }
}

/** A Temporal worker that has stopped, or failed, objects to being told so again. */
function stopOnce(runner: Runner): void {
  try {
    runner.shutdown()
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error
  }
}

/** The SDK warns of what is meant: all our queues but one have activities alone. */
const onlyActivities = 'No workflows registered'

let installed = false

/** Signals are the root's business: it stops the API, the workers and the database in order. */
function installRuntime({ log, config }: Site) {
  if (installed) return
  installed = true
  const level = config.logLevel === 'debug' ? 'DEBUG' : 'WARN'
  const logger = new DefaultLogger(level, (entry) => {
    if (entry.message.startsWith(onlyActivities)) return
    const method = entry.level === 'TRACE' ? 'debug' : entry.level.toLowerCase()
    const { error, ...temporal } = entry.meta ?? {}
    const fields = error === undefined ? { temporal } : { temporal, error: error as unknown }
    log[method as 'debug' | 'info' | 'warn' | 'error'](fields, entry.message)
  })
  // Without `forward` the SDK's native half writes lines of its own to the console.
  const logging = {
    forward: {},
    filter: makeTelemetryFilterString({ core: level, other: 'ERROR' }),
  }
  Runtime.install({ shutdownSignals: [], logger, telemetryOptions: { logging } })
}
