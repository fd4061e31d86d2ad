import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { loginPage } from '../pages/ops/login.ts'
import { page, read } from './form.ts'
import type { Guard } from './guard.ts'

interface Options {
  readonly count: CountOne
  readonly guard: Guard
  /** Of the provider by which people sign in, too; null: there is none. */
  readonly host: string | null
  /** The shop is reached by https. */
  readonly secure: boolean
}

/** The way in, and out. */
export async function opsLoginRoutes(
  app: FastifyInstance,
  { count, guard, host, secure }: Options,
) {
  const limited = limitedByAddress(count)

  app.get('/ops/login', { onRequest: limited }, (_request, reply) =>
    page(reply, loginPage({ host })),
  )

  app.post('/ops/login', { onRequest: limited }, (request, reply) => {
    const { token } = read(
      z.object({ token: z.string() }),
      request.body,
      'Signing in takes “token”.',
    )
    const holder = guard.byToken(token.trim())
    if (holder === undefined)
      return page(reply.code(401), loginPage({ host, error: 'This token is none of ours.' }))
    reply.header('set-cookie', guard.sessions.open(holder, secure))
    return reply.redirect('/ops/orders', 303)
  })

  app.post(
    '/ops/logout',
    { onRequest: [limited, guard.atLeast('viewer')], preHandler: guard.ownForm },
    (_request, reply) => {
      reply.header('set-cookie', guard.sessions.close(secure))
      return reply.redirect('/ops/login', 303)
    },
  )
}
