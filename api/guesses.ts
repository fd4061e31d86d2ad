import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CountOne } from './limits.ts'
import { networkOf } from './network.ts'
import { Problem } from './problem.ts'

/** Networks that are remembered; more are no guesser's, and are counted afresh. */
const mostRemembered = 10_000

/**
 * Refuses a network address that has followed too many links which are not ours. A link that is ours
 * costs no look at a counter.
 */
export function refuseGuessers(app: FastifyInstance, count: CountOne): void {
  const refusedUntil = new Map<string, number>()

  app.addHook('onRequest', async (request) => {
    const network = networkOf(request.ip)
    const left = (refusedUntil.get(network) ?? 0) - Date.now()
    if (isByLink(request) && left > 0) throw new Problem(429, tooMany, {}, Math.ceil(left / 1_000))
  })

  app.addHook('onResponse', async (request, { statusCode }) => {
    if (!isByLink(request) || statusCode !== 404) return
    const network = networkOf(request.ip)
    const seconds = await count(network)
    if (refusedUntil.size >= mostRemembered) refusedUntil.clear()
    if (seconds > 0) refusedUntil.set(network, Date.now() + seconds * 1_000)
  })
}

function isByLink({ routeOptions: { url } }: FastifyRequest): boolean {
  return url?.includes('/:token') ?? false
}

const tooMany = {
  title: 'Too many wrong links',
  detail:
    'More links that lead nowhere were followed from your address than we take in a short time.',
  remedy: 'Wait a minute, then follow the link that you were given, letter for letter.',
}
