import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Ledger } from '../ledger.ts'
import { listParams, page } from '../list.ts'
import { readParams } from '../refusal.ts'

const eventListParams = listParams.extend({
  type: z.string().optional(),
  types: z.array(z.string()).optional(),
})

/** https://docs.stripe.com/api/events */
export function eventRoutes(ledger: Ledger) {
  return async (app: FastifyInstance) => {
    app.get<{ Params: { id: string } }>('/events/:id', (request) =>
      ledger.retrieve('event', request.params.id),
    )
    app.get('/events', (request) => {
      const params = readParams(eventListParams, request.query)
      const types = params.types ?? (params.type === undefined ? undefined : [params.type])
      const asked = ledger
        .newestFirst('event')
        .filter((event) => types?.includes(event.type) ?? true)
      return page(asked, params, '/v1/events')
    })
  }
}
