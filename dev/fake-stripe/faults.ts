import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readBody } from './form.ts'
import type { Answer } from './idempotency.ts'

const params = z.strictObject({ times: z.coerce.number().int().min(0).max(1_000).default(1) })

/** Makes Stripe fail on purpose: a write that is carried out, yet answered with a 500. */
export function createFaults() {
  let left = 0

  function spoil(answer: Answer): Answer {
    if (left === 0) return answer
    left -= 1
    const message = 'An unknown error occurred. (This test shop was told to fail.)'
    return { status: 500, body: { error: { type: 'api_error', message } } }
  }

  /** `POST /_fake/failures` with form field `times`: so many of the next writes fail. */
  async function routes(app: FastifyInstance) {
    app.post('/failures', (request, reply) => {
      left = readBody(params, request).times
      return reply.code(204).send()
    })
  }

  return { spoil, routes }
}

export type Faults = ReturnType<typeof createFaults>
