import { randomUUID } from 'node:crypto'
import type { Attempt } from '../../pack/attempt.ts'
import { cohortOf } from '../../pack/cohort.ts'
import type { Tried, Turn } from '../route/turn.ts'
import type { Clock, Stage } from '../stage.ts'
import { costOf } from './cost.ts'
import { exchangeOf } from './sealing.ts'

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
    const tried = await next(turn)
    const attempt = attemptOf(turn, tried, { started, ended: clock() })
    const { attempts, exchanges } = turn.job.journal
    attempts.push(attempt)
    exchanges.set(attempt.id, exchangeOf(turn, tried))
    observe(attempt, { endpoint: turn.endpoint, reply: tried.reply })
    return tried
  }
}

interface Span {
  readonly started: number
  readonly ended: number
}

function attemptOf(turn: Turn, { failure, reply }: Tried, { started, ended }: Span): Attempt {
  const { endpoint } = turn
  const { ask, assignment } = turn.job
  const { artefact } = assignment
  return {
    id: randomUUID(),
    operation: artefact.operation,
    risk: artefact.risk,
    tier: ask.tier,
    model: reply.model,
    endpoint: endpoint.name,
    infrastructure: endpoint.infrastructure,
    promptVersion: artefact.promptVersion,
    turn: turn.number,
    verdict: failure ?? 'accepted',
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
