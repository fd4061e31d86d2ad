import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notNow } from '../../orders/operate/not-now.ts'
import { minorUnitsOf } from '../../pack/price.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import type { Wrong } from '../pages/ops/first-look.ts'
import { type OpsDossier, opsOrderPage } from '../pages/ops/order.ts'
import { type OpsOrder, ordersPage } from '../pages/ops/orders.ts'
import { notFound, Problem, wantsHtml } from '../problem.ts'
import { orNull, page, read, tell, why } from './form.ts'
import type { Guard } from './guard.ts'
import { done } from './said.ts'

/** What may be done to an order here. */
const acts = [
  'resume',
  'retry',
  'cancel',
  'refund',
  'refund-unapplied',
  'evidence',
  'withdraw',
  'resend',
  'reached',
  'rebuild',
  'erase',
] as const

export type OpsAct = (typeof acts)[number]

export interface OpsErrand {
  readonly verb: OpsAct
  /** The order. */
  readonly subject: string
  readonly by: string
  readonly why: string
  readonly way: 'ops'
  readonly amount: number | null
  readonly reference: string | null
  readonly linkGeneration: number | null
}

/** What those who run the shop see of its orders, and do to them. */
export interface OpsDesk {
  /** Paid and not complete, or asking for a person; or those that a text finds. */
  readonly list: (find: string) => Promise<readonly OpsOrder[]>
  /** What is wrong in the shop, whatever its orders say. */
  readonly wrong: () => Promise<Wrong>
  /** Undefined: there is none of this number. */
  readonly dossier: (order: string) => Promise<OpsDossier | undefined>
  /** @throws errors named `UnknownOrder`, `NotApplicable`, `StripeUnavailable`, `TemporalAway`, `NotRebuilt` */
  readonly act: (errand: OpsErrand) => Promise<{ readonly outcome: string; readonly url?: string }>
}

interface Options extends OpsDesk {
  readonly count: CountOne
  readonly guard: Guard
}

interface ListRoute {
  Querystring: { find?: string | readonly string[] }
}

interface ActRoute {
  Params: { order: string; act: string }
}

/** Orders for those who run the shop: JSON for programs, a page for people. */
export async function opsOrderRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, list, wrong, dossier, act } = options
  const limited = limitedByAddress(count)

  const acting = { onRequest: [limited, guard.atLeast('operator')], preHandler: guard.ownForm }

  app.get<ListRoute>(
    '/ops/orders',
    { onRequest: [limited, guard.atLeast('viewer')] },
    async (request, reply) => {
      const find = [request.query.find ?? ''].flat().join(' ').trim()
      const [orders, amiss] = await Promise.all([list(find), find === '' ? wrong() : undefined])
      return tell(request, reply, { orders, wrong: amiss }, (live, said) =>
        ordersPage({ ...guard.whoIs(request), live, orders, find, wrong: amiss, said }),
      )
    },
  )

  app.get<{ Params: { order: string } }>(
    '/ops/orders/:order',
    { onRequest: [limited, guard.atLeast('viewer')] },
    async (request, reply) => {
      const told = await dossier(request.params.order)
      if (told === undefined) throw notFound('order')
      return tell(request, reply, told, (live) =>
        opsOrderPage({ ...guard.whoIs(request), live, dossier: told }),
      )
    },
  )

  app.post<ActRoute>('/ops/orders/:order/:act', acting, async (request, reply) => {
    const { order, act: verb } = request.params
    if (!isAct(verb)) throw notFound('page')
    const by = guard.whoIs(request).holder.name
    const came = await act({ verb, subject: order, by, way: 'ops', ...wish(request) }).catch(
      inWords,
    )
    const said = `${order}: ${came.outcome}`
    const { url } = came
    const told = async () => ({ order, ...came })
    if (url === undefined || !wantsHtml(request))
      return done(request, reply, { said, page: `/ops/orders?find=${order}`, told })
    // The link is shown once, and kept in no cookie.
    const orders = await list(order)
    return page(reply, ordersPage({ ...guard.whoIs(request), orders, find: order, said, url }))
  })
}

const isAct = (word: string): word is OpsAct => acts.some((act) => act === word)

/** As people write money, in a form; minor units in JSON. */
const amount = z.union([
  z.number().int().positive(),
  z.string().transform(minorUnitsOf).pipe(z.number()),
])

const wishes = z.object({
  why,
  amount: orNull(amount),
  reference: orNull(z.string().regex(/^[\w.-]{1,40}$/)),
  linkGeneration: orNull(z.coerce.number().int().positive()),
})

const wanted =
  'An act takes “why” in words, and a refund perhaps “amount” (12.34, or minor units in JSON) and “reference” (letters, digits, dots and dashes).'

const wish = ({ body }: FastifyRequest) => read(wishes, body, wanted)

/** Nothing was done. */
function inWords(error: unknown): never {
  if (!(error instanceof Error)) throw error
  const words = { detail: error.message, remedy: '' }
  if (error.name === 'UnknownOrder') throw new Problem(404, { title: 'No such order', ...words })
  if (error.name === 'NotApplicable')
    throw new Problem(409, { title: 'Does not apply to this order', ...words })
  if (notNow.includes(error.name))
    throw new Problem(
      503,
      { title: 'Not possible at this moment', ...words, remedy: 'Try it again in a minute.' },
      {},
      60,
    )
  throw error
}
