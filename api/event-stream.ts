import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Server-sent events as they are said: no proxy keeps them back, and no connection outlives its stream. */
export function sendEvents(reply: FastifyReply, stream: Readable) {
  return reply
    .type('text/event-stream')
    .header('cache-control', 'no-store, no-transform')
    .header('x-accel-buffering', 'no')
    .header('connection', 'close')
    .send(stream)
}
