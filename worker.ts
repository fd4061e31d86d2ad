import { readArgs } from './clients/arguments.ts'
import { UsageError } from './clients/failure.ts'
import { serveProbes } from './clients/probes.ts'
import { usualWorkers, type WorkerName, workerNames } from './pack/queues.ts'
import { runRoot } from './site/root.ts'
import { openSite } from './site/site.ts'
import { runWorkers } from './workers/run.ts'

const usage = `usage: npm run start:worker -- --queues ${workerNames.join(',')}`

/** The queues of `--queues`; all but the judge’s when it is not given. Exits with 2 on a name that is none. */
function queuesFrom(args: string[]): WorkerName[] {
  const { values } = readArgs({ args, options: { queues: { type: 'string' } } }, usage)
  const wanted = values.queues?.split(',').map((name) => name.trim()) ?? usualWorkers
  const unknown = wanted.find((name) => !workerNames.some((known) => known === name))
  if (unknown !== undefined) throw new UsageError(`“${unknown}” is no queue; ${usage}`)
  return workerNames.filter((name) => wanted.includes(name))
}

await runRoot(async () => {
  const queues = queuesFrom(process.argv.slice(2))
  const site = await openSite(process.env, { part: 'worker', sells: false })
  const workers = await runWorkers(site, queues)
  const temporal = { name: 'temporal', required: true, run: site.temporal.ping }
  const checks = [...site.checks, temporal]
  const probes = await serveProbes(site.config.metricsPort ?? 0, site.metrics.registry, checks)
  site.log.info({ queues, probes: probes.port }, 'working')
  return {
    finished: workers.finished,
    async stop() {
      await workers.shutdown()
      await probes.close()
      await site.close()
    },
  }
})
