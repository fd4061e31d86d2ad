import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { type Models, modelsPage } from '../pages/ops/models.ts'
import { read, refusedInWords, tell, why } from './form.ts'
import type { Guard } from './guard.ts'
import { done } from './said.ts'

interface Target {
  readonly endpoint: string
  readonly model: string | null
  readonly by: string
  readonly why: string
}

export interface ModelDesk {
  readonly models: () => Promise<Models>
  /** @throws Error with one sentence */
  readonly force: (
    asked:
      | ({ readonly verb: 'release' } & Target)
      | ({ readonly verb: 'open' | 'close'; readonly until: number } & Target),
  ) => Promise<unknown>
}

interface Options extends ModelDesk {
  readonly count: CountOne
  readonly guard: Guard
}

const act = z.object({
  endpoint: z.string().min(1).max(200),
  model: z.string().min(1).max(200),
  verb: z.enum(['open', 'close', 'release']),
  minutes: z.coerce.number().int().min(1).max(9_999).default(60),
  why,
})

const wanted =
  'It takes “endpoint”, “model”, “verb” (open, close or release), “why” in words, and perhaps “minutes” (1 to 9999).'

/** What the models do, and whether they are called. */
export async function opsModelRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, models, force } = options
  const limited = limitedByAddress(count)

  app.get(
    '/ops/models',
    { onRequest: [limited, guard.atLeast('viewer')] },
    async (request, reply) => {
      const told = await models()
      return tell(request, reply, told, (live, said) =>
        modelsPage({ ...guard.whoIs(request), live, models: told, said }),
      )
    },
  )

  app.post(
    '/ops/models',
    { onRequest: [limited, guard.atLeast('operator')], preHandler: guard.ownForm },
    async (request, reply) => {
      const { verb, minutes, ...target } = read(act, request.body, wanted)
      const asked = { ...target, by: guard.whoIs(request).holder.name }
      const until = Date.now() + minutes * 60_000
      await force(verb === 'release' ? { verb, ...asked } : { verb, until, ...asked }).catch(
        refusedInWords,
      )
      const said = `${target.endpoint}: ${became[verb]}.`
      return done(request, reply, { said, page: '/ops/models', told: models })
    },
  )
}

const became = {
  open: 'its calls are held back',
  close: 'calls are let through',
  release: 'left to itself',
} as const
