import { createHash, randomUUID } from 'node:crypto'
import type { Mark } from '../../pack/judgement.ts'
import { notWritten } from '../../pack/notice.ts'
import type { NotWritten, Written } from '../../pack/outcome.ts'
import { triedIn } from '../../pack/tried.ts'
import { admitted } from '../admit/admitted.ts'
import { roomy } from '../admit/roomy.ts'
import { type InferenceDeps, usual } from '../inference.ts'
import type { Ask } from '../job/ask.ts'
import { type Assignment, artefactOf, assignmentFor } from '../job/assignment.ts'
import { targetOf } from '../job/create-jobs.ts'
import { type Job, newJournal } from '../job/job.ts'
import { accounted } from '../ledger/ledger.ts'
import { observed } from '../ledger/observed.ts'
import { passedOver } from '../ledger/passed-over.ts'
import { breaker } from '../route/breaker/breaker.ts'
import { createBreakers } from '../route/breaker/breakers.ts'
import { informed } from '../route/breaker/informed.ts'
import { createProbes, createShapes } from '../route/breaker/probes.ts'
import { bulkhead } from '../route/bulkhead.ts'
import { routed } from '../route/routed.ts'
import { routesFor } from '../route/routes.ts'
import type { Tried } from '../route/turn.ts'
import { wire } from '../route/wire.ts'
import { standardSettings } from '../settings/settings.ts'
import { stages } from '../stage.ts'
import { judgeAssignment, judgeVersion } from './judge-prompt.ts'
import { marked } from './marked.ts'

export type JudgeDeps = Omit<
  InferenceDeps,
  'reuse' | 'unprintable' | 'observeGuard' | 'standing' | 'writtenBy'
>

/** A text, and what its writer was told. */
export type ToJudge = Pick<Written, 'content' | 'promptVersion' | 'knowledge'>

/** A mark for each sentence, and whose they are. */
export interface Marked {
  readonly source: 'model'
  readonly marks: readonly Mark[]
  /** The name that the server gave for the model. */
  readonly model: string
}

/**
 * A second look at what was written, without the conversation in which it was: whether the facts that the writer had
 * support each sentence. A judge that fails is a value; what throws is as of a writer.
 */
export function createJudge({ endpoints, calls, admission, clock, observe, ...rest }: JudgeDeps) {
  const { limits, pause, createCall, chance } = { ...usual, ...rest }
  const { served = () => endpoints, settingsOf = async () => standardSettings } = rest
  const breakers = createBreakers({ ...rest.breakers, clock })
  const shapes = createShapes()
  const turn = stages([
    passedOver,
    bulkhead({ endpoints, limits, clock }),
    breaker({ breakers, shapes, clock }),
    observed({ clock, observe }),
    marked,
    wire(endpoints, createCall),
  ])
  const judge = stages<Job<'judge'>, Marked | NotWritten>([
    accounted({ calls, clock, pause }),
    informed(breakers),
    roomy(),
    admitted({ ...admission, breakers, clock }),
    routed({ limits, clock, pause, chance }, turn, marks),
  ])

  return {
    probe: createProbes({ endpoints, breakers, shapes, clock, createCall }),

    /** Under which what it says of this text is kept; null: there is no such part. */
    hashOf(ask: Ask<'judge'>, text: ToJudge): string | null {
      const assignment = assigned(ask, text)
      const [endpoint] = endpoints
      return assignment && endpoint ? hashOf(assignment, endpoint.model) : null
    },

    async judge(ask: Ask<'judge'>, text: ToJudge, signal: AbortSignal) {
      signal.throwIfAborted()
      const artefact = artefactOf(ask)
      const assignment = assigned(ask, text)
      if (artefact === null || assignment === null)
        return { said: notWritten('misconfigured', 'judge'), tried: [] }
      const settings = await settingsOf(targetOf({ ask, assignment }))
      const routes = routesFor(served(), ask, { ...settings, model: '' })
      const known = { breakers: [], reusable: { text: null, writer: 'nobody' } } as const
      const journal = newJournal()
      const job = { id: randomUUID(), ask, assignment, settings, endpoints: routes, signal }
      const said = await judge({ ...job, reuseKey: null, known, journal })
      return { said, tried: triedIn({ passedOver: journal.passedOver, calls: journal.attempts }) }
    },
  }
}

/** With the facts and the evidence that its writer had. */
function assigned(ask: Ask<'judge'>, text: ToJudge): Assignment | null {
  const { content, promptVersion: prompt, knowledge = '' } = text
  const written = assignmentFor(ask, { ...standardSettings, prompt, knowledge })
  return written && judgeAssignment(written, content)
}

function hashOf({ prompt }: Assignment, model: string): string {
  const said = JSON.stringify([model, judgeVersion, prompt.system, prompt.user])
  return createHash('sha256').update(said).digest('hex')
}

function marks({ content, reply }: Tried): Marked {
  return { source: 'model', marks: content as readonly Mark[], model: reply.model }
}
