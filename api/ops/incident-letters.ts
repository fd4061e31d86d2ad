import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Incident } from '../../pack/incident.ts'
import type { Signed } from '../../pack/signed.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import {
  type Addition,
  type Concerned,
  faultOfWords,
  type LeakThing,
  leakSides,
  leakThings,
  type StillOpen,
  type ToldIncident,
  type Which,
} from '../../pack/telling.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { letterPage } from '../pages/ops/letter.ts'
import { Problem } from '../problem.ts'
import {
  tell as answer,
  byNumber,
  orderNumber,
  orderNumbers,
  orNull,
  page,
  read,
  refusedInWords,
  why,
} from './form.ts'
import type { Guard } from './guard.ts'
import type { ById, IncidentDesk } from './incidents.ts'
import { done } from './said.ts'

interface Asked extends Addition {
  readonly which: Which
}

export interface TellingDesk {
  /** Each throws an Error with one sentence where nobody can be written to. */
  readonly concerned: (incident: Incident, asked: Asked) => Promise<Concerned>
  readonly tell: (incident: Incident, asked: Asked & Signed) => Promise<string>
  /** Whose copy is handed out still; null: the letter is not about one. */
  readonly stillOpen: (incident: Incident, asked: Asked) => Promise<StillOpen | null>
}

/** The letter as it would go now, but for the order's link, which is nobody's of ours to see. */
export type PreviewLetter = (
  incident: ToldIncident,
  order: StoredOrder,
) => Promise<{ readonly subject: string; readonly text: string; readonly html: string }>

interface Options extends TellingDesk, Pick<IncidentDesk, 'incident'> {
  readonly orderById: (id: string) => Promise<StoredOrder | undefined>
  readonly previewLetter: PreviewLetter
  readonly count: CountOne
  readonly guard: Guard
}

const letter = z.object({
  only: orderNumbers,
  except: orderNumbers,
  words: orNull(z.string().transform((text) => text.trim().replaceAll(/\s+/g, ' ') || null)),
  side: orNull(z.enum(leakSides)),
  thing: orNull(z.enum(Object.keys(leakThings) as [LeakThing, ...LeakThing[]])),
})

const wanted = `It takes “only” and “except” (numbers of orders), “words” (one paragraph), of a leak “side” (${leakSides.join(', ')}) and “thing” (${Object.keys(leakThings).join(', ')})`
const wantedOf = {
  preview: `${wanted}, and perhaps “order”, to see its letter.`,
  send: `${wanted}, and “why” in words.`,
}

/** Letters to the orders that an incident concerns: looked at, then sent. */
export async function opsIncidentLetterRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, incident, concerned, stillOpen, tell } = options
  const storyOf = byNumber(incident, 'incident')
  const acting = {
    onRequest: [limitedByAddress(count), guard.atLeast('operator')],
    preHandler: guard.ownForm,
  }

  app.post<ById>('/ops/incidents/:id/letters/preview', acting, async (request, reply) => {
    const about = (await storyOf(request)).incident
    const form = letter.extend({ order: orNull(orderNumber), as: orNull(z.literal('html')) })
    const { order, as, ...given } = read(form, request.body, wantedOf.preview)
    const asked = askedBy(given)
    const found = await concerned(about, asked).catch(refusedInWords)
    const shown = await letterOf(about, asked, order ?? found.orders[0]?.order)
    if (as === 'html') return asMail(reply, shown.html)
    const open = await stillOpen(about, asked)
    return answer(request, reply, { ...shown, counts: found.counts, stillOpen: open }, () =>
      letterPage({ ...guard.whoIs(request), incident: about, asked, found, open, shown }),
    )
  })

  app.post<ById>('/ops/incidents/:id/letters', acting, async (request, reply) => {
    const { incident: about } = await storyOf(request)
    const { why: reason, ...given } = read(letter.extend({ why }), request.body, wantedOf.send)
    const signed = { by: guard.whoIs(request).holder.name, why: reason }
    const said = await tell(about, { ...askedBy(given), ...signed }).catch(refusedInWords)
    const told = async () => ({ said, told: (await storyOf(request)).told })
    return done(request, reply, { said: `${said}.`, page: `/ops/incidents/${about.id}`, told })
  })

  async function letterOf(about: Incident, { words, leak }: Asked, id: string | undefined) {
    if (id === undefined) throw nobody
    const order = await options.orderById(id)
    if (order === undefined || order.email === '' || order.paidAt === null) throw noLetter(id)
    return { order: id, ...(await options.previewLetter({ ...about, words, leak }, order)) }
  }
}

/** @throws Problem */
function askedBy({ only, except, words, side, thing }: z.output<typeof letter>): Asked {
  const fault = words === null ? null : faultOfWords(words)
  if (fault !== null)
    throw new Problem(422, { title: 'This paragraph cannot be sent', detail: fault, remedy: '' })
  if ((side === null) !== (thing === null))
    throw new Problem(422, { title: 'Not understood', detail: wantedOf.send, remedy: '' })
  return {
    which: { only: only.length === 0 ? null : only, except },
    words,
    leak: side === null || thing === null ? null : { side, thing },
  }
}

/** By itself, as a mail program would show it: its styles are its own, and nothing in it can act. */
function asMail(reply: FastifyReply, letter: string) {
  reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  return page(reply, letter)
}

const nobody = new Problem(409, {
  title: 'Nobody to write to',
  detail: 'Every order that this concerns was told, or cannot be written to.',
  remedy: '',
})

const noLetter = (id: string) =>
  new Problem(409, {
    title: 'No letter for this order',
    detail: `There is no order ${id} that is paid for and can be read.`,
    remedy: 'Choose another.',
  })
