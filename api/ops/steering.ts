import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { risks } from '../../pack/artefact.ts'
import type { AskedSetting } from '../../pack/asked-setting.ts'
import { type EndpointTier, endpointTiers } from '../../pack/order.ts'
import type { Signed } from '../../pack/signed.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { placeOf, type Steering, safeModeSeen, steeringPage } from '../pages/ops/steering.ts'
import { Problem } from '../problem.ts'
import { orNull, read, refusedInWords, tell, why } from './form.ts'
import type { Guard } from './guard.ts'
import { done } from './said.ts'

export interface SteeringDesk {
  readonly steering: () => Promise<Steering>
  /** Each throws an Error with one sentence where it changes nothing. */
  readonly changeSetting: (asked: AskedSetting) => Promise<void>
  readonly safeMode: (
    isOn: boolean,
    scope: { readonly tier: EndpointTier | null; readonly operation: string | null },
    signed: Signed,
  ) => Promise<void>
  readonly candidate: (asked: { readonly verb: 'stop' } & Signed) => Promise<unknown>
}

interface Options extends SteeringDesk {
  readonly count: CountOne
  readonly guard: Guard
}

const scope = {
  operation: orNull(z.string().max(100)),
  tier: orNull(z.enum(endpointTiers)),
}

const setting = z.object({
  ...scope,
  key: z.string().max(100),
  risk: orNull(z.enum(risks)),
  share: orNull(z.coerce.number().int().min(1).max(99)),
  minutes: orNull(z.coerce.number().int().min(1).max(99_999)),
  why,
})

/** What the page showed of it; a program may leave it out. */
const seen = z.string().max(40).optional()

const changedMeanwhile = new Problem(409, {
  title: 'Safe mode was changed meanwhile',
  detail:
    'Somebody, or safe mode by itself, changed it after your page was loaded; nothing was done.',
  remedy: 'See by whom and why, and decide anew.',
})

const wanted = {
  set: 'It takes “key”, “value”, “why” in words, and perhaps “tier”, “operation”, “risk”, “share” (1 to 99) and “minutes”.',
  unset:
    'It takes “key”, “why” in words, and the “tier”, “operation”, “risk” and “share” that it is set for.',
  safe: 'It takes “to” (on or off), “why” in words, and perhaps “tier” and “operation”.',
  stop: 'It takes “why” in words.',
}

/** What is set, safe mode, and what is tried. */
export async function opsSteeringRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, steering, changeSetting, safeMode, candidate } = options
  const limited = limitedByAddress(count)
  const acting = { onRequest: [limited, guard.atLeast('operator')], preHandler: guard.ownForm }

  const answer = (request: FastifyRequest, reply: FastifyReply, said: string) =>
    done(request, reply, { said, page: '/ops/settings', told: steering })

  app.get(
    '/ops/settings',
    { onRequest: [limited, guard.atLeast('viewer')] },
    async (request, reply) => {
      const told = await steering()
      return tell(request, reply, told, (live, said) =>
        steeringPage({ ...guard.whoIs(request), live, steering: told, said }),
      )
    },
  )

  app.post('/ops/settings/set', acting, async (request, reply) => {
    const form = setting.extend({ value: z.string().min(1).max(500) })
    const { minutes, ...asked } = read(form, request.body, wanted.set)
    const until = minutes === null ? null : new Date(Date.now() + minutes * 60_000).toISOString()
    await changeSetting({ ...asked, until, by: nameOf(request) }).catch(refusedInWords)
    return answer(request, reply, `${asked.key} is ${asked.value} now, ${placeOf(asked)}.`)
  })

  app.post('/ops/settings/unset', acting, async (request, reply) => {
    const { minutes: _, ...asked } = read(setting, request.body, wanted.unset)
    await changeSetting({ ...asked, value: null, until: null, by: nameOf(request) }).catch(
      refusedInWords,
    )
    return answer(request, reply, `${asked.key} is unset, ${placeOf(asked)}.`)
  })

  app.post('/ops/settings/safe-mode', acting, async (request, reply) => {
    const form = z.object({ ...scope, to: z.enum(['on', 'off']), known: seen, why })
    const { to, known, why: reason, ...where } = read(form, request.body, wanted.safe)
    if (known !== undefined && known !== safeModeSeen((await steering()).standing))
      throw changedMeanwhile
    await safeMode(to === 'on', where, { by: nameOf(request), why: reason }).catch(refusedInWords)
    const place = placeOf({ ...where, risk: null, share: null })
    return answer(
      request,
      reply,
      `Safe mode is turned ${to} ${place}; every worker knows within two seconds.`,
    )
  })

  app.post('/ops/settings/stop-candidate', acting, async (request, reply) => {
    const asked = read(z.object({ why }), request.body, wanted.stop)
    await candidate({ verb: 'stop', by: nameOf(request), ...asked }).catch(refusedInWords)
    return answer(request, reply, 'The candidate is taken back.')
  })

  const nameOf = (request: FastifyRequest) => guard.whoIs(request).holder.name
}
