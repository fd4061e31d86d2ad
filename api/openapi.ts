import type { FastifyInstance } from 'fastify'
import { paths } from './openapi/paths.ts'
import { schemas } from './openapi/schemas.ts'

/** https://spec.openapis.org/oas/v3.1.1; written by hand, held against the routes by a test. */
const description = {
  openapi: '3.1.1',
  info: {
    title: 'Packhorse',
    version: '1',
    summary: 'Order a compliance pack, pay at Stripe, follow the order, download its releases.',
    description:
      'A token is the secret link of one order. Errors are problem documents (RFC 9457) for ' +
      'programs, and pages for whoever accepts text/html.',
  },
  paths,
  components: { schemas },
} as const

export async function openapiRoutes(app: FastifyInstance) {
  app.get('/openapi.json', () => description)
}
