import type { FastifyReply, FastifyRequest } from 'fastify'
import { wantsHtml } from '../problem.ts'
import { cookieOf, cookieText } from './cookies.ts'

const cookie = { name: 'packhorse_said', path: '/ops', sameSite: 'Strict' } as const

/** Seconds in which the page is loaded that says it. */
const lifetime = 20

/**
 * After an act: people are led to its page, so that neither a reload nor Back does it again; programs are told.
 *
 * @param said what it came to, in a sentence that the page says once; nothing that is secret
 */
export async function done(
  request: FastifyRequest,
  reply: FastifyReply,
  { said, page, told }: { said: string; page: string; told: () => Promise<unknown> },
) {
  if (!wantsHtml(request)) return reply.send(await told())
  const value = encodeURIComponent(said)
  reply.header('set-cookie', cookieText({ ...cookie, value, seconds: lifetime }, false))
  return reply.redirect(page, 303)
}

/** What the act came to after which this page is loaded; undefined: there was none. */
export function saidTo({ headers }: FastifyRequest, reply: FastifyReply): string | undefined {
  const value = cookieOf(headers.cookie, cookie.name)
  if (value === '') return undefined
  reply.header('set-cookie', cookieText({ ...cookie, value: '', seconds: 0 }, false))
  return readable(value)
}

/** A cookie may be anything. */
function readable(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
