import { serveProbes } from '../clients/probes.ts'
import { runRoot } from '../site/root.ts'
import { openSite } from '../site/site.ts'
import { serveApi } from './serve.ts'

await runRoot(async () => {
  const site = await openSite(process.env, { part: 'api', sells: true })
  const api = await serveApi(site)
  const temporal = { name: 'temporal', required: false, run: site.temporal.ping }
  const checks = [...site.checks, temporal]
  const probes = await serveProbes(site.config.metricsPort ?? 0, site.metrics.registry, checks)
  site.log.info({ url: api.publicUrl, probes: probes.port }, 'serving')
  return {
    async stop() {
      await api.close()
      await probes.close()
      await site.close()
    },
  }
})
