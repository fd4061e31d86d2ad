import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Incident, type IncidentKind, incidentKinds } from '../../pack/incident.ts'
import type { IncidentStory } from '../../pack/incident-story.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { incidentPage } from '../pages/ops/incident.ts'
import { incidentsPage } from '../pages/ops/incidents.ts'
import { postMortem } from '../pages/ops/post-mortem.ts'
import { wantsHtml } from '../problem.ts'
import { byNumber, read, refusedInWords, tell, why } from './form.ts'
import type { Guard } from './guard.ts'

export interface IncidentDesk {
  /** Those that are not over first, then the newest. */
  readonly incidents: () => Promise<readonly Incident[]>
  readonly incident: (id: number) => Promise<IncidentStory | undefined>
  /** Answers with its number. */
  readonly openIncident: (asked: {
    readonly kind: IncidentKind
    readonly title: string
    readonly beganAt: string
    readonly by: string
  }) => Promise<number>
  /** Throws an Error with one sentence where it changes nothing. */
  readonly endIncident: (
    id: number,
    asked: { readonly by: string; readonly learned: string; readonly endedAt: string },
  ) => Promise<void>
}

interface Options extends IncidentDesk {
  readonly count: CountOne
  readonly guard: Guard
}

export interface ById {
  Params: { id: string }
}

const minutes = z.coerce.number().int().min(0).max(99_999).default(0)

const opened = z.object({
  kind: z.enum(incidentKinds),
  title: z
    .string()
    .trim()
    .regex(/^[^\0\r\n]{1,200}$/),
  minutes,
})

const ended = z.object({ learned: why, minutes })

const wanted = {
  open: `It takes “kind” (${incidentKinds.join(', ')}), “title” in one line of at most 200 characters, and perhaps “minutes”, how long ago it began.`,
  end: 'It takes “learned”, in at most 500 characters, and perhaps “minutes”, how long ago it was mended.',
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** What went wrong: noticed, told, learned from. */
export async function opsIncidentRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, incidents, incident, openIncident, endIncident } = options
  const limited = limitedByAddress(count)
  const seeing = { onRequest: [limited, guard.atLeast('viewer')] }
  // Whoever reads texts may be the first to see that one holds what it must not.
  const noticing = { onRequest: [limited, guard.atLeast('reviewer')], preHandler: guard.ownForm }
  const acting = { onRequest: [limited, guard.atLeast('operator')], preHandler: guard.ownForm }
  const nameOf = (request: FastifyRequest) => guard.whoIs(request).holder.name

  const storyOf = byNumber(incident, 'incident')

  async function answer(request: FastifyRequest, reply: FastifyReply, story: IncidentStory) {
    return tell(request, reply, story, (live, said) =>
      incidentPage({ ...guard.whoIs(request), live, story, said }),
    )
  }

  app.get('/ops/incidents', seeing, async (request, reply) => {
    const all = await incidents()
    return tell(request, reply, { incidents: all }, (live) =>
      incidentsPage({ ...guard.whoIs(request), live, incidents: all }),
    )
  })

  app.get<ById>('/ops/incidents/:id', seeing, async (request, reply) =>
    answer(request, reply, await storyOf(request)),
  )

  app.get<ById>('/ops/incidents/:id/post-mortem.md', seeing, async (request, reply) => {
    const story = await storyOf(request)
    return reply
      .type('text/markdown; charset=utf-8')
      .header('content-disposition', `attachment; filename="incident-${story.incident.id}.md"`)
      .send(postMortem(story))
  })

  app.post('/ops/incidents', noticing, async (request, reply) => {
    const { minutes, ...asked } = read(opened, request.body, wanted.open)
    const id = await openIncident({ ...asked, beganAt: ago(minutes), by: nameOf(request) })
    if (wantsHtml(request)) return reply.redirect(`/ops/incidents/${id}`, 303)
    return reply.code(201).send(await incident(id))
  })

  app.post<ById>('/ops/incidents/:id/end', acting, async (request, reply) => {
    const { id } = (await storyOf(request)).incident
    const { learned, minutes } = read(ended, request.body, wanted.end)
    const asked = { by: nameOf(request), learned, endedAt: ago(minutes) }
    await endIncident(id, asked).catch(refusedInWords)
    if (wantsHtml(request)) return reply.redirect(`/ops/incidents/${id}`, 303)
    return storyOf(request)
  })
}
