import type { FastifyInstance } from 'fastify'
import type { Shop } from './shop.ts'

export async function healthRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  app.get('/healthz', () => ({ status: 'ok' }))

  app.get('/readyz', async (_request, reply) => {
    const readiness = await shop.readiness()
    return reply.code(readiness.ready ? 200 : 503).send(readiness)
  })

  app.get('/.well-known/packhorse-signing-key', (_request, reply) =>
    reply.type('application/x-pem-file').send(shop.publicKeys),
  )
}
