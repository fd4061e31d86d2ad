import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Environment } from '../clients/config.ts'
import type { WorkerName } from '../pack/queues.ts'

const script = join(import.meta.dirname, '..', 'worker.ts')

/**
 * Workers as a deployment runs them, each list of queues in a process of its own.
 *
 * @returns ends them at once: nothing of what they are doing is worth waiting for
 */
export function startWorkers(
  environment: Environment,
  processes: readonly (readonly WorkerName[])[],
): () => Promise<void> {
  const workers = processes.map((queues) =>
    spawn(process.execPath, [script, '--queues', queues.join(',')], {
      env: { ...process.env, ...environment, METRICS_PORT: '0' },
      stdio: 'ignore',
    }),
  )
  return async () => void (await Promise.all(workers.map(kill)))
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}
