import { z } from 'zod'
import { Refusal } from './refusal.ts'
import { expand } from './session-params.ts'

const seconds = z.string().regex(/^\d+$/, 'must be a time in seconds').transform(Number)

/** What every list call takes: https://docs.stripe.com/api/pagination */
export const listParams = z.strictObject({
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'must be from 1 to 100')
    .transform(Number)
    .default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z
    .union([
      seconds.transform((at) => ({ gt: at - 1, gte: at, lt: at + 1, lte: at })),
      z.strictObject({ gt: seconds, gte: seconds, lt: seconds, lte: seconds }).partial(),
    ])
    .optional(),
  expand,
})

export type ListParams = z.infer<typeof listParams>

interface Listed {
  readonly id: string
  readonly created: number
}

/** One page of a list that is newest first. */
export function page<T extends Listed>(newestFirst: readonly T[], params: ListParams, url: string) {
  const { limit, starting_after, ending_before, created } = params
  const asked = created
    ? newestFirst.filter((item) => createdWithin(item.created, created))
    : newestFirst
  const from = starting_after === undefined ? 0 : positionOf(asked, starting_after) + 1
  if (ending_before === undefined)
    return {
      object: 'list',
      data: asked.slice(from, from + limit),
      has_more: asked.length > from + limit,
      url,
    }
  const rest = asked.slice(from)
  const before = rest.slice(0, positionOf(rest, ending_before))
  return { object: 'list', data: before.slice(-limit), has_more: before.length > limit, url }
}

function createdWithin(at: number, range: ListParams['created'] = {}): boolean {
  const { gt = -Infinity, gte = 0, lt = Infinity, lte = Infinity } = range
  return at > gt && at >= gte && at < lt && at <= lte
}

function positionOf(items: readonly Listed[], id: string): number {
  const position = items.findIndex((item) => item.id === id)
  if (position === -1) throw new Refusal(400, { message: `No such object in this list: '${id}'` })
  return position
}
