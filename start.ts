import { serveApi } from './api/serve.ts'
import { readApi, readBase, readTrial } from './clients/config.ts'
import { failWith } from './clients/failure.ts'
import { serveProbes } from './clients/probes.ts'
import { untilStopped } from './clients/signals.ts'
import { startTrial, type Trial } from './dev/trial.ts'
import type { WorkerName } from './pack/queues.ts'
import { openSite } from './site.ts'
import { runWorkers } from './workers/run.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Everything in one process: for trial, and for a small shop with its own Stripe key. */
async function main() {
  const { port } = readApi(process.env)
  const { dataDir, metricsPort = port + 2 } = readBase(process.env)
  const { fakeStripePort } = readTrial(process.env, port)
  const trial = await startTrial(process.env, { api: port, stripe: fakeStripePort }, dataDir, say)
  try {
    await serve(trial, metricsPort)
  } finally {
    await trial.stop()
  }
}

async function serve(trial: Trial, metricsPort: number) {
  const site = await openSite(trial.environment, 'all-in-one')
  const api = await serveApi(site)
  const workers = await runWorkers(site, queuesFor(trial))
  const checks = [...site.checks, { name: 'temporal', required: true, run: site.temporal.ping }]
  const probes = await serveProbes(metricsPort, site.metrics.registry, checks)
  say(`Shop         ${api.publicUrl}`)
  if (trial.temporalUi) say(`Temporal UI  ${trial.temporalUi}`)
  say(`Metrics      http://127.0.0.1:${probes.port}/metrics`)
  if (site.database.kind === 'pglite')
    say('The database is embedded, for trial: set DATABASE_URL for anything you cannot lose.')
  for (const note of trial.notes) say(note)
  await Promise.race([untilStopped(), workers.finished])
  await api.close()
  await workers.shutdown()
  await probes.close()
  await site.close()
}

/** Without an endpoint a tier's queue is left unserved: its sections stay standard text. */
function queuesFor({ environment }: Trial): WorkerName[] {
  const served = (tier: '4B' | '32B') =>
    environment[`VLLM_${tier}_URLS`] || environment['ENDPOINTS_FILE']
  return [
    'orders',
    'assembly',
    ...(served('4B') ? (['inference-4b-lora'] as const) : []),
    ...(served('32B') ? (['inference-32b-awq'] as const) : []),
    'upkeep',
  ]
}

await main().catch(failWith)
