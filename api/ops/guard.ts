import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'

/** Each may do what those before it may. */
const roles = ['viewer', 'reviewer', 'operator'] as const

export type OpsRole = (typeof roles)[number]

/** One of ours, by `OPS_TOKENS`. */
export interface OpsHolder {
  readonly name: string
  readonly role: OpsRole
  readonly token: string
}

/**
 * Lets only those through to a route of `/ops` whose bearer token gives them the role or a higher
 * one. Every token is compared, in the same time however much of it fits.
 */
export function createGuard(holders: readonly OpsHolder[]) {
  const known = holders.map((holder) => ({ ...holder, digest: digestOf(holder.token) }))

  return (least: OpsRole) => async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store')
    const [, given = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    const digest = digestOf(given)
    const [holder] = known.filter((one) => timingSafeEqual(one.digest, digest))
    if (holder === undefined) {
      reply.header('www-authenticate', 'Bearer')
      throw unknown
    }
    if (roles.indexOf(holder.role) < roles.indexOf(least)) throw notAllowed(holder.role, least)
  }
}

export type Guard = ReturnType<typeof createGuard>

/** Of one length, so that no comparison tells how long a token is. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

const unknown = new Problem(401, {
  title: 'Not known here',
  detail: 'This is for those who run the shop, and the request has no token of theirs.',
  remedy: 'Send one of OPS_TOKENS as “Authorization: Bearer …”.',
})

function notAllowed(role: OpsRole, least: OpsRole): Problem {
  return new Problem(403, {
    title: 'Not for this role',
    detail: `This needs the role ${least}, and the token has the role ${role}.`,
    remedy: `Ask a colleague with the role ${least}.`,
  })
}
