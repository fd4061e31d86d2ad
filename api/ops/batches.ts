import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  type Batch,
  type BatchAct,
  type BatchOrders,
  type BatchStory,
  type BatchVerb,
  batchActs,
  batchGroups,
  batchVerbs,
  largestBatch,
} from '../../pack/batch.ts'
import type { Signed } from '../../pack/signed.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { batchPage } from '../pages/ops/batch.ts'
import { batchesPage } from '../pages/ops/batches.ts'
import { notFound, wantsHtml } from '../problem.ts'
import { byNumber, orderNumbers, read, refusedInWords, tell, why } from './form.ts'
import type { Guard } from './guard.ts'

/** Each act throws an Error with one sentence where it changes nothing. */
export interface BatchDesk {
  /** The newest first. */
  readonly batches: () => Promise<readonly Batch[]>
  readonly batch: (id: number) => Promise<BatchStory | undefined>
  /** Answers with its number. */
  readonly makeBatch: (act: BatchAct, wanted: BatchOrders, signed: Signed) => Promise<number>
  readonly changeBatch: (id: number, verb: BatchVerb, signed: Signed) => Promise<void>
}

interface Options extends BatchDesk {
  readonly count: CountOne
  readonly guard: Guard
}

interface ById {
  Params: { id: string; verb: string }
}

const orders = orderNumbers.pipe(z.array(z.string()).min(1).max(largestBatch))

/** Bytes: room for the numbers of the largest. */
const bodyLimit = largestBatch * 40

const made = z.object({ act: z.enum(batchActs), why }).and(
  z.union([
    // Who gives both would not know which of them is meant.
    z
      .object({ group: z.enum(batchGroups), orders: z.string().trim().max(0).optional() })
      .transform(({ group }) => ({ group })),
    z
      .object({ group: z.literal('').optional(), orders })
      .transform(({ orders: ids }) => ({ orders: ids })),
  ]),
)

const wanted = {
  make: `It takes “act” (${batchActs.join(', ')}), “why” in at most 500 characters, and one of “group” (${batchGroups.join(', ')}) and “orders”, the numbers of at most ${largestBatch} orders.`,
  change: 'It takes “why” in at most 500 characters.',
}

/** What is done to many orders, one after the other. */
export async function opsBatchRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, batches, batch, makeBatch, changeBatch } = options
  const limited = limitedByAddress(count)
  const seeing = { onRequest: [limited, guard.atLeast('viewer')] }
  const acting = { onRequest: [limited, guard.atLeast('operator')], preHandler: guard.ownForm }
  const nameOf = (request: FastifyRequest) => guard.whoIs(request).holder.name
  const storyOf = byNumber(batch, 'batch')

  app.get('/ops/batches', seeing, async (request, reply) => {
    const all = await batches()
    return tell(request, reply, { batches: all }, (live) =>
      batchesPage({ ...guard.whoIs(request), live, batches: all }),
    )
  })

  app.get<ById>('/ops/batches/:id', seeing, async (request, reply) => {
    const story = await storyOf(request)
    return tell(request, reply, story, (live) =>
      batchPage({ ...guard.whoIs(request), live, ...story }),
    )
  })

  app.post('/ops/batches', { ...acting, bodyLimit }, async (request, reply) => {
    const { act, why: reason, ...which } = read(made, request.body, wanted.make)
    const signed = { by: nameOf(request), why: reason }
    const id = await makeBatch(act, which, signed).catch(refusedInWords)
    if (wantsHtml(request)) return reply.redirect(`/ops/batches/${id}`, 303)
    return reply.code(201).send(await batch(id))
  })

  app.post<ById>('/ops/batches/:id/:verb', acting, async (request, reply) => {
    const verb = batchVerbs.find((one) => one === request.params.verb)
    if (verb === undefined) throw notFound('page')
    const { id } = (await storyOf(request)).batch
    const asked = read(z.object({ why }), request.body, wanted.change)
    await changeBatch(id, verb, { by: nameOf(request), ...asked }).catch(refusedInWords)
    if (wantsHtml(request)) return reply.redirect(`/ops/batches/${id}`, 303)
    return storyOf(request)
  })
}
