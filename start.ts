import { serveApi } from './api/serve.ts'
import { readApi, readBase, readTrial } from './clients/config.ts'
import { readMail } from './clients/mail/config.ts'
import { mailFolderIn } from './clients/mail/letter-files.ts'
import { serveProbes } from './clients/probes.ts'
import { planTrial, type Trial } from './dev/trial.ts'
import { openDesk } from './site/desk.ts'
import { runRoot } from './site/root.ts'
import { openSite, type Site } from './site/site.ts'
import { queuesFor } from './workers/queues-for.ts'
import { runWorkers } from './workers/run.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Everything in one process: for trial, and for a small shop with its own Stripe key. */
async function start() {
  const { port } = readApi(process.env)
  const { dataDir, metricsPort = port + 2 } = readBase(process.env)
  const { fakeStripePort } = readTrial(process.env, port)
  const ports = { api: port, stripe: fakeStripePort, temporal: port + 3, temporalUi: port + 4 }
  const trial = await planTrial(process.env, ports, dataDir)
  const site = await openSite(trial.environment, { part: 'all-in-one', sells: true })
  try {
    return await serve(trial, site, metricsPort)
  } catch (error) {
    await trial.stop()
    await site.close()
    throw error
  }
}

/** The shop's own port comes first: when it is taken, nothing else was started in vain. */
async function serve(trial: Trial, site: Site, metricsPort: number) {
  const api = await serveApi(site)
  await trial.start(say)
  const workers = await runWorkers(site, queuesFor(trial.environment))
  const closeDesk = site.database.kind === 'pglite' ? await openDesk(site) : async () => {}
  const checks = [...site.checks, { name: 'temporal', required: true, run: site.temporal.ping }]
  const probes = await serveProbes(metricsPort, site.metrics.registry, checks)
  say(`Shop         ${api.publicUrl}`)
  if (trial.temporal) say(`Temporal     ${trial.temporal.address}`)
  if (trial.temporal) say(`Temporal UI  ${trial.temporal.ui}`)
  say(`Metrics      http://127.0.0.1:${probes.port}/metrics`)
  if (site.database.kind === 'pglite')
    say('The database is embedded, for trial: set DATABASE_URL for anything you cannot lose.')
  if (readMail(trial.environment).smtpUrl === undefined)
    say(
      `Letters to customers are files in ${mailFolderIn(site.config.dataDir)}: set SMTP_URL to send them.`,
    )
  for (const note of trial.notes) say(note)
  return {
    finished: workers.finished,
    async stop() {
      await api.close()
      await closeDesk()
      await workers.shutdown()
      await probes.close()
      await site.close()
      await trial.stop()
    },
  }
}

await runRoot(start)
