import type { FastifyInstance } from 'fastify'
import { readAssets } from './assets/read.ts'

export async function assetRoutes(app: FastifyInstance) {
  for (const { path, type, etag, body } of readAssets())
    app.get(path, (request, reply) => {
      reply.header('etag', etag).header('cache-control', 'public, max-age=0, must-revalidate')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type(type).send(body)
    })
}
