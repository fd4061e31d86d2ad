import type { FastifyInstance } from 'fastify'
import { readApi } from '../clients/config.ts'
import { createSignIn } from '../clients/oidc/sign-in.ts'
import { warnOfProxies } from '../clients/production.ts'
import type { Site } from '../site/site.ts'
import { createApp } from './app.ts'
import { callbackPath } from './ops/oidc.ts'
import { openShop } from './serve/shop.ts'

/** Milliseconds that a download has to end when the process is told to stop. */
const grace = 5_000

export interface ServedApi {
  readonly app: FastifyInstance
  readonly publicUrl: string
  close(): Promise<void>
}

/** Serves the shop and works for its money and letters, in this process. */
export async function serveApi(site: Site): Promise<ServedApi> {
  const config = readApi(site.environment)
  warnOfProxies(config, site.log)
  const { shop, loops, rescue } = await openShop(site, config)
  const app = await createApp(shop, {
    checkoutOrigins: [config.stripe.apiBase ?? 'https://checkout.stripe.com'],
    trustedProxies: config.trustedProxies,
    opsHolders: config.opsHolders,
    signIn: config.oidc && createSignIn(config.oidc, `${config.publicUrl}${callbackPath}`),
    codecOrigin: config.codecOrigin,
    secure: config.publicUrl.startsWith('https:'),
    log: site.log,
  })
  await app.listen({ host: config.host, port: config.port })
  const drained = Promise.all(loops.map((loop) => loop.run()))
  return {
    app,
    publicUrl: config.publicUrl,
    async close() {
      await closeApp(app)
      for (const loop of loops) loop.shutdown()
      await Promise.all([drained, rescue.idle()])
    },
  }
}

/** Whoever reads no more, or never sent its request, must not keep the process from stopping. */
async function closeApp(app: FastifyInstance) {
  const late = setTimeout(() => app.server.closeAllConnections(), grace)
  await app.close()
  clearTimeout(late)
}
