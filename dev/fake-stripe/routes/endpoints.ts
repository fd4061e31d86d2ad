import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deliveries } from '../deliveries.ts'
import { endpointForm, type FakeEndpoint } from '../endpoint.ts'
import { readBody } from '../form.ts'
import { listParams, page } from '../list.ts'
import { readParams } from '../refusal.ts'
import { scriptForm } from '../script.ts'

const destinationParams = z.strictObject({
  include: z.array(z.enum(['webhook_endpoint.url', 'webhook_endpoint.signing_secret'])).optional(),
  limit: z.string().regex(/^\d+$/).optional(),
})

/** https://docs.stripe.com/api/webhook_endpoints */
export function webhookEndpointRoutes(endpoint: FakeEndpoint) {
  return async (app: FastifyInstance) => {
    app.get('/webhook_endpoints', (request) =>
      page(endpoint.v1(), readParams(listParams, request.query), '/v1/webhook_endpoints'),
    )
  }
}

/** https://docs.stripe.com/api/v2/core/event-destinations; what is secret is included on request. */
export function eventDestinationRoutes(endpoint: FakeEndpoint) {
  return async (app: FastifyInstance) => {
    app.get('/core/event_destinations', (request) => {
      const { include = [] } = readParams(destinationParams, request.query)
      const data = endpoint.v2().map(({ webhook_endpoint, ...destination }) => ({
        ...destination,
        webhook_endpoint: include.includes('webhook_endpoint.url') ? webhook_endpoint : {},
      }))
      return { data, next_page_url: null, previous_page_url: null }
    })
  }
}

/**
 * `POST /_fake/endpoint`: what somebody changes at the dashboard. `POST /_fake/deliveries`: what is to go
 * wrong on the way to the endpoint.
 */
export function dashboardRoutes(endpoint: FakeEndpoint, deliveries: Deliveries) {
  return async (app: FastifyInstance) => {
    app.post('/deliveries', (request, reply) => {
      deliveries.script(readBody(scriptForm, request))
      return reply.code(204).send()
    })
    app.post('/endpoint', (request) => endpoint.change(readBody(endpointForm, request)))
  }
}
