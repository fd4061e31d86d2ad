import type { Attempt } from '../../pack/attempt.ts'
import { cohortOf } from '../../pack/cohort.ts'
import type { Tried, Turn } from '../route/turn.ts'
import type { Clock, Stage } from '../stage.ts'
import { noReply, type Reply } from '../wire/reply.ts'
import { costOf } from './cost.ts'
import { exchangeOf } from './said.ts'

/** Told once per call of an endpoint, with what was asked and what came. */
export type Observe = (
  attempt: Attempt,
  called: Pick<Turn, 'endpoint'> & Pick<Tried, 'reply'>,
) => void

export interface Observation {
  readonly clock: Clock
  readonly observe: Observe
}

/** Every call becomes a row of the job's journal, and is told. */
export function observed({ clock, observe }: Observation): Stage<Turn, Tried> {
  return async (turn, next) => {
    const started = clock()
    const note = (tried: Tried, verdict: Attempt['verdict']) => {
      const call = attemptOf(turn, tried.reply, verdict, { started, ended: clock() })
      const { foundBy } = tried
      const attempt = foundBy ? { ...call, foundBy } : call
      const { attempts, exchanges } = turn.job.journal
      attempts.push(attempt)
      exchanges.set(attempt.id, exchangeOf(turn, tried))
      observe(attempt, { endpoint: turn.endpoint, reply: tried.reply })
    }
    const tried = await next(turn).catch((error: unknown) => {
      note(unheard(turn), 'given-up')
      throw error
    })
    note(tried, tried.failure ?? 'accepted')
    return tried
  }
}

/** The caller gave up before anything came. */
function unheard({ endpoint }: Turn): Tried {
  return { reply: noReply(null, endpoint.model), failure: null, faults: [], content: null }
}

interface Span {
  readonly started: number
  readonly ended: number
}

function attemptOf(
  turn: Turn,
  reply: Reply,
  verdict: Attempt['verdict'],
  { started, ended }: Span,
): Attempt {
  const { id, endpoint } = turn
  const { ask, assignment } = turn.job
  const { artefact } = assignment
  return {
    id,
    operation: artefact.operation,
    risk: artefact.risk,
    tier: ask.tier,
    model: reply.model,
    endpoint: endpoint.name,
    infrastructure: endpoint.infrastructure,
    promptVersion: artefact.promptVersion,
    turn: turn.number,
    verdict,
    finish: reply.finish,
    symptom: reply.symptom,
    startedAt: new Date(started).toISOString(),
    seconds: (ended - started) / 1_000,
    firstTokenSeconds: reply.firstToken === null ? null : reply.firstToken / 1_000,
    queueSeconds: ask.queueSeconds ?? null,
    tokens: reply.tokens,
    costMicros: costOf(endpoint.pricePerMTok, reply.tokens),
    cohort: cohortOf(ask.order.id),
  }
}
