import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type OpsRole, opsRoles } from '../../pack/ops-role.ts'
import { Problem, wantsHtml } from '../problem.ts'
import type { Known, OpsHolder } from './holder.ts'
import { createSessions, digestOf } from './session.ts'

/**
 * Lets only those through to a route of `/ops` whose bearer token, or browser session, gives them the
 * role or a higher one. Every token is compared, in the same time however much of it fits.
 *
 * @param agreed seals the sessions of those who sign in by a provider; null: nobody does
 */
export function createGuard(holders: readonly OpsHolder[], agreed: string | null = null) {
  const sessions = createSessions(holders, agreed)
  const known = holders.map((holder) => ({ holder, digest: digestOf(holder.token) }))
  const inside = new WeakMap<FastifyRequest, Known>()

  function byToken(token: string): OpsHolder | undefined {
    const digest = digestOf(token)
    return known.filter((one) => timingSafeEqual(one.digest, digest))[0]?.holder
  }

  function recognise({ headers }: FastifyRequest): Known | null {
    const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? []
    if (token === undefined) return sessions.read(headers.cookie)
    const holder = byToken(token)
    return holder === undefined ? null : { holder, csrf: null }
  }

  return {
    byToken,
    sessions,

    /** A hook that keeps all others out. */
    atLeast: (least: OpsRole) => async (request: FastifyRequest, reply: FastifyReply) => {
      reply.header('cache-control', 'no-store')
      const who = recognise(request)
      if (who === null && wantsHtml(request) && request.method === 'GET')
        return reply.redirect('/ops/login', 303)
      if (who === null) {
        reply.header('www-authenticate', 'Bearer')
        throw unknown
      }
      if (opsRoles.indexOf(who.holder.role) < opsRoles.indexOf(least))
        throw notAllowed(who.holder.role, least)
      inside.set(request, who)
    },

    /** A hook for what changes something, once the body is read: no other site's page may have sent it. */
    ownForm: async (request: FastifyRequest) => {
      const { csrf } = whoIs(request)
      const given = (request.body as { csrf?: unknown } | null)?.csrf
      const fits = csrf === null || timingSafeEqual(digestOf(csrf), digestOf(String(given)))
      if (!fits) throw foreignForm
    },

    whoIs,
  }

  /** Behind the hook. */
  function whoIs(request: FastifyRequest): Known {
    const who = inside.get(request)
    if (who === undefined) throw unknown
    return who
  }
}

export type Guard = ReturnType<typeof createGuard>

const unknown = new Problem(401, {
  title: 'Not known here',
  detail: 'This is for those who run the shop, and the request has no token of theirs.',
  remedy: 'Send one of OPS_TOKENS as “Authorization: Bearer …”, or sign in at /ops/login.',
})

const foreignForm = new Problem(403, {
  title: 'Not from our page',
  detail: 'The form was not made for this session, so nothing was done.',
  remedy: 'Open the page anew and press the button there.',
})

function notAllowed(role: OpsRole, least: OpsRole): Problem {
  return new Problem(403, {
    title: 'Not for this role',
    detail: `This needs the role ${least}, and you have the role ${role}.`,
    remedy: `Ask a colleague with the role ${least}.`,
  })
}
