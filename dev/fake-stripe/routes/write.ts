import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Faults } from '../faults.ts'
import { bodyOf } from '../form.ts'
import { createIdempotencyStore } from '../idempotency.ts'

export type Write = ReturnType<typeof createWrite>

/** Answers a write once per idempotency key, and spoils it where a fault was asked for. */
export function createWrite(faults: Faults) {
  const idempotency = createIdempotencyStore()
  return (request: FastifyRequest, reply: FastifyReply, work: () => object) => {
    const made = { endpoint: `${request.method} ${request.url}`, body: bodyOf(request) }
    const key = request.headers['idempotency-key']?.toString()
    const { status, body, replayOf } = idempotency.once(key, request.id, made, () =>
      faults.spoil({ status: 200, body: work() }),
    )
    if (key !== undefined) reply.header('Idempotency-Key', key)
    if (replayOf !== null)
      reply.headers({ 'Idempotent-Replayed': 'true', 'Original-Request': replayOf })
    return reply.code(status).send(body)
  }
}
