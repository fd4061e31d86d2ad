import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { MoneyReport } from '../../pack/costs.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { moneyPage } from '../pages/ops/money.ts'
import { Problem } from '../problem.ts'
import { read, refusedInWords, tell, why } from './form.ts'
import type { Guard } from './guard.ts'
import { done } from './said.ts'

export interface MoneyDesk {
  /** What `npm run report` prints, of so many days. */
  readonly report: (days: number) => Promise<MoneyReport>
  /** @throws Error with one sentence where somebody has reviewed them meanwhile */
  readonly reviewPrices: (review: {
    readonly by: string
    readonly why: string
    /** The last review that was known; left out: whichever. */
    readonly seen?: string | undefined
  }) => Promise<unknown>
}

interface Options extends MoneyDesk {
  readonly count: CountOne
  readonly guard: Guard
}

interface CostsRoute {
  Querystring: { days?: string }
}

const review = z.object({ why, seen: z.string().max(40).optional() })

const wanted =
  'A review of the prices takes “why” in words, and perhaps “seen”, the time of the last one that you know.'

export async function costRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, report, reviewPrices } = options
  const limited = limitedByAddress(count)
  const seeing = { onRequest: [limited, guard.atLeast('viewer')] }
  const acting = { onRequest: [limited, guard.atLeast('operator')], preHandler: guard.ownForm }

  app.get<CostsRoute>('/ops/costs', seeing, ({ query }) => report(daysIn(query.days)))

  app.get<CostsRoute>('/ops/money', seeing, async (request, reply) => {
    const told = await report(daysIn(request.query.days))
    return tell(request, reply, told, (_, said) =>
      moneyPage({ ...guard.whoIs(request), report: told, said }),
    )
  })

  app.post('/ops/money/review', acting, async (request, reply) => {
    const asked = read(review, request.body, wanted)
    const by = guard.whoIs(request).holder.name
    await reviewPrices({ ...asked, by }).catch(refusedInWords)
    const said = 'The prices were reviewed.'
    return done(request, reply, { said, page: '/ops/money', told: () => report(usual) })
  })
}

const usual = 30

function daysIn(text = String(usual)): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (days > 0) return days
  throw new Problem(422, {
    title: 'Number of days not understood',
    detail: '“days” says how many days back the report goes, today included.',
    remedy: 'Give a whole number from 1 to 9999, or leave it out for 30.',
  })
}
