import { failWith } from '../clients/failure.ts'
import { serveProbes } from '../clients/probes.ts'
import { untilStopped } from '../clients/signals.ts'
import { openSite } from '../site/site.ts'
import { serveApi } from './serve.ts'

async function main() {
  const site = await openSite(process.env, 'api')
  const api = await serveApi(site)
  const probes = await serveProbes(site.config.metricsPort ?? 0, site.metrics.registry, site.checks)
  const stopped = untilStopped()
  site.log.info({ url: api.publicUrl, probes: probes.port }, 'serving')
  await stopped
  await api.close()
  await probes.close()
  await site.close()
}

await main().catch(failWith)
