import type { FastifyInstance } from 'fastify'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { Problem } from '../problem.ts'
import type { Guard } from './guard.ts'

interface Options {
  readonly count: CountOne
  readonly guard: Guard
  /** What `npm run report` prints, of so many days. */
  readonly report: (days: number) => Promise<unknown>
}

interface CostsRoute {
  Querystring: { days?: string }
}

export async function costRoutes(app: FastifyInstance, { count, guard, report }: Options) {
  app.get<CostsRoute>(
    '/ops/costs',
    { onRequest: [limitedByAddress(count), guard.atLeast('viewer')] },
    ({ query }) => report(daysIn(query.days ?? '30')),
  )
}

function daysIn(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (days > 0) return days
  throw new Problem(422, {
    title: 'Number of days not understood',
    detail: '“days” says how many days back the report goes, today included.',
    remedy: 'Give a whole number from 1 to 9999, or leave it out for 30.',
  })
}
