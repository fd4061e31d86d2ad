import type { FastifyInstance } from 'fastify'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { type MoneyReport, moneyPage } from '../pages/ops/money.ts'
import { Problem } from '../problem.ts'
import { tell } from './form.ts'
import type { Guard } from './guard.ts'

interface Options {
  readonly count: CountOne
  readonly guard: Guard
  /** What `npm run report` prints, of so many days. */
  readonly report: (days: number) => Promise<MoneyReport>
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

  app.get<CostsRoute>(
    '/ops/money',
    { onRequest: [limitedByAddress(count), guard.atLeast('viewer')] },
    async (request, reply) => {
      const told = await report(daysIn(request.query.days ?? '30'))
      return tell(request, reply, told, () => moneyPage({ ...guard.whoIs(request), report: told }))
    },
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
