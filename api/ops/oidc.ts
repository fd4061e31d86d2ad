import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { landedPage } from '../pages/ops/login.ts'
import { cookieOf, cookiesIn, cookieText } from './cookies.ts'
import { page } from './form.ts'
import type { Guard } from './guard.ts'
import { notSignedIn, type SignIn, withoutName, withoutRole } from './sign-in.ts'

interface Options {
  readonly count: CountOne
  readonly guard: Guard
  readonly signIn: SignIn
  /** The shop is reached by https. */
  readonly secure: boolean
}

const beginning = '/ops/login/oidc'

/** To which the provider leads back. */
export const callbackPath = `${beginning}/callback`

/** Goes before the state: each sign-in has a cookie of its own, so that two tabs do not end each other's. */
const prefix = 'packhorse_sign_in_'

/** Sign-ins that a browser may have under way; the oldest are forgotten. */
const most = 5

/** The way in by a provider, which brings nobody anywhere but into the room. */
export async function opsOidcRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, signIn, secure } = options
  const limited = limitedByAddress(count)

  // It comes back from another site's redirect, so it cannot be Strict.
  const keep = (name: string, value: string, seconds: number) =>
    cookieText({ name, value, seconds, path: beginning, sameSite: 'Lax' }, secure)
  const forget = (name: string) => keep(name, '', 0)

  app.get(beginning, { onRequest: limited }, async (request, reply) => {
    const begun = await signIn.begin()
    if (begun.kind !== 'begun') throw notSignedIn(begun, signIn.host)
    const { url, state, sealed, seconds } = begun
    const oldest = underWay(request).slice(0, 1 - most)
    reply.header('set-cookie', [...oldest.map(forget), keep(prefix + state, sealed, seconds)])
    return reply.header('cache-control', 'no-store').redirect(url, 303)
  })

  app.get<Answer>(callbackPath, { onRequest: limited }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const own = underWay(request).find((name) => name === `${prefix}${request.query.state}`)
    if (own === undefined) throw notSignedIn({ kind: 'over', code: null }, signIn.host)
    reply.header('set-cookie', forget(own))
    const { name, role } = await met(request, own)
    const holder = { name, role, token: signIn.secret }
    reply.header('set-cookie', guard.sessions.open(holder, secure))
    // After a redirect the browser would still be led by the provider's site, and keep a Strict cookie back.
    return page(reply.header('refresh', '0; url=/ops/orders'), landedPage(name))
  })

  async function met({ url, headers }: FastifyRequest<Answer>, own: string) {
    const query = url.slice(url.indexOf('?') + 1)
    const answer = await signIn.finish(query, cookieOf(headers.cookie, own))
    if (answer.kind !== 'met') throw notSignedIn(answer, signIn.host)
    const { name, role } = answer
    if (name === null) throw withoutName(signIn.host)
    if (role === null) throw withoutRole(name, signIn.host)
    return { name, role }
  }
}

interface Answer {
  Querystring: { state?: string }
}

/** Names of cookies, the oldest first. */
function underWay({ headers }: FastifyRequest<Answer> | FastifyRequest): readonly string[] {
  const names = cookiesIn(headers.cookie).map(({ name }) => name)
  return names.filter((name) => name.startsWith(prefix))
}
