import type { FastifyReply, FastifyRequest } from 'fastify'
import { isOfMoment } from '../orders/release/unbuildable.ts'
import { isNamed } from '../pack/is-named.ts'
import { type ProblemView, problemPage } from './pages/problem.ts'

/** What went wrong for the caller: RFC 9457 for programs, a page for people. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly remedy: string
  /** Further members of the problem document. */
  readonly members: Readonly<Record<string, unknown>>
  /** Seconds after which the same request may be taken. */
  readonly retryAfter: number | null
  /** Where its page leads; left out: to the packs. */
  action?: ProblemView['action']

  constructor(
    status: number,
    words: { title: string; detail: string; remedy: string },
    members: Readonly<Record<string, unknown>> = {},
    retryAfter: number | null = null,
  ) {
    super(`${words.title}: ${words.detail}`)
    this.status = status
    this.title = words.title
    this.detail = words.detail
    this.remedy = words.remedy
    this.members = members
    this.retryAfter = retryAfter
  }
}

/** A browser names `text/html`; whoever does not gets JSON. */
export function wantsHtml(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html')
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem) {
  const { status, title, detail, remedy, retryAfter } = problem
  reply.code(status)
  if (retryAfter !== null) reply.header('retry-after', retryAfter)
  if (wantsHtml(request)) {
    const action = problem.action ?? roomOf(request.url)
    return reply.type('text/html').send(problemPage({ status, title, detail, remedy, action }))
  }
  return reply.type(problemType).send(problemJson(problem))
}

/** Those who run the shop go back to where they work. */
function roomOf(url: string): ProblemView['action'] {
  const [, room] = /^\/ops\/(\w+)/.exec(url) ?? []
  return room === undefined ? undefined : { href: `/ops/${room}`, label: `To the room: ${room}` }
}

export const problemType = 'application/problem+json'

export function problemJson({ status, title, detail, remedy, members }: Problem): string {
  const words = `${detail} ${remedy}`.trimEnd()
  return JSON.stringify({ type: 'about:blank', status, title, detail: words, ...members })
}

export function notFound(what: string): Problem {
  return new Problem(404, {
    title: 'Not found',
    detail: `There is no ${what} under this address.`,
    remedy: 'Check that the address is complete, letter for letter.',
  })
}

/** Fastify's own refusals and anything unforeseen, in our words. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (isOfMoment(error) || isNamed(error, 'DatabaseUnavailable')) return notNow
  if (isNamed(error, 'Unreadable')) return sealed
  const { statusCode = 500 } = error as { statusCode?: number }
  const words = refusals[statusCode]
  if (words) return new Problem(statusCode, words)
  if (statusCode >= 400 && statusCode < 500) return new Problem(statusCode, unreadable)
  return new Problem(500, unforeseen)
}

const notNowWords = {
  title: 'Not possible at this moment',
  detail:
    'Our database, or what makes our documents, is busy or has just failed; nothing was charged for this request.',
  remedy: 'Try again in ten seconds; if you have paid, your order is safe.',
}

const notNow = new Problem(503, notNowWords, {}, 10)

/** Its key was lost, or destroyed just now, or is wrapped by a `DATA_KEY` that this process lacks. */
const sealedWords = {
  title: 'This order cannot be read',
  detail: 'What we keep of it is sealed, and its key does not open it.',
  remedy:
    'Open its page again, which says so if it was erased. If this stays, write to us: who has paid gets the pack, or the money back.',
}

const sealed = new Problem(503, sealedWords, {}, 60)

const unreadable = {
  title: 'Request not understood',
  detail: 'The request is not in the form that this address expects.',
  remedy: 'Correct it and send it again.',
}

const unforeseen = {
  title: 'Something went wrong on our side',
  detail: 'The request could not be completed, and nothing was charged for it.',
  remedy: 'Try again in a minute; if you have paid, your order is safe and its page will show it.',
}

const refusals: Readonly<Record<number, typeof unreadable>> = {
  408: {
    title: 'The request took too long',
    detail: 'Not all of it arrived in time, so nothing was done.',
    remedy: 'Send it again, perhaps over a better line.',
  },
  413: {
    title: 'Too much text',
    detail: 'The request is larger than we accept.',
    remedy: 'Shorten your answers and send them again.',
  },
  415: {
    title: 'Format not accepted',
    detail: 'We take a form or JSON here.',
    remedy: 'Send the request with one of these content types.',
  },
  431: {
    title: 'Too much beside the request',
    detail:
      'The address and what the browser sends along, such as cookies, are longer than we read.',
    remedy: 'Delete the cookies of this site, and send it again.',
  },
}
