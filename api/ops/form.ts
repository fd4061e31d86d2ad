import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, Problem, wantsHtml } from '../problem.ts'
import { saidTo } from './said.ts'

/** A page for one visitor alone. */
export function page(reply: FastifyReply, text: string) {
  return reply.header('cache-control', 'no-store').type('text/html').send(text)
}

/**
 * JSON for programs, a page for people, which is kept up to date where it can be loaded again.
 *
 * @param pageOf is given its address, and what the act came to after which it is loaded
 */
export function tell(
  request: FastifyRequest,
  reply: FastifyReply,
  told: unknown,
  pageOf: (live: string | undefined, said: string | undefined) => string,
) {
  reply.header('vary', 'accept')
  if (!wantsHtml(request)) return reply.send(told)
  const isLoaded = request.method === 'GET'
  const said = isLoaded ? saidTo(request, reply) : undefined
  return page(reply, pageOf(isLoaded ? request.url : undefined, said))
}

/** A form leaves what it does not fill in empty. */
export const orNull = <T extends z.ZodType>(schema: T) =>
  z
    .union([z.literal('').transform(() => null), schema])
    .nullish()
    .transform((given) => given ?? null)

export const orderNumber = z.string().regex(/^ord_\w{1,60}$/)

/** Numbers of orders, each once: as people type them, as boxes are ticked, or as a list. */
export const orderNumbers = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((given) => [given ?? []].flat().join(' '))
  .transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))])
  .pipe(z.array(orderNumber))

/** What an address names by its number. @throws Problem where there is none of it */
export function byNumber<T>(find: (id: number) => Promise<T | undefined>, what: string) {
  return async ({ params }: FastifyRequest<{ Params: { id: string } }>): Promise<T> => {
    const found = /^[1-9]\d{0,8}$/.test(params.id) ? await find(Number(params.id)) : undefined
    if (found === undefined) throw notFound(what)
    return found
  }
}

/** Every act is recorded with a reason. */
export const why = z
  .string()
  .trim()
  .regex(/^[^\0]{1,500}$/)

/**
 * What a form or a program sends.
 *
 * @param wanted what the act takes, in a sentence
 * @throws Problem
 */
export function read<T extends z.ZodType>(schema: T, body: unknown, wanted: string): z.output<T> {
  const { success, data } = schema.safeParse(body)
  if (success) return data
  throw new Problem(422, {
    title: 'Not understood',
    detail: wanted,
    remedy: 'Correct it and send it again.',
  })
}

/** What an office refuses, it refuses in a sentence; nothing was done. */
export function refusedInWords(error: unknown): never {
  if (!(error instanceof Error) || error.constructor !== Error) throw error
  throw new Problem(409, { title: 'Nothing was changed', detail: error.message, remedy: '' })
}
