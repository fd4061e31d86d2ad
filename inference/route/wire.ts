import { revisionOf } from '../../pack/correction.ts'
import { requestIdOf } from '../../pack/request-id.ts'
import type { Stage } from '../stage.ts'
import type { CallRequest, CreateCall } from '../wire/call.ts'
import type { Endpoint } from './endpoints.ts'
import { messagesOf } from './messages.ts'
import type { Tried, Turn } from './turn.ts'

/** The call itself, as the turn wants it. The last stage. */
export function wire(endpoints: readonly Endpoint[], createCall: CreateCall): Stage<Turn, Tried> {
  const calls = new Map(endpoints.map((endpoint) => [endpoint.name, createCall(endpoint)]))
  return async (turn) => {
    const reply = await calls.get(turn.endpoint.name)!(requestFor(turn))
    return { reply, failure: reply.failure, faults: [], content: null }
  }
}

function idOf({ id: attempt, job }: Turn): string {
  const { order, artefact, part, round, tier } = job.ask
  const revision = revisionOf(order)
  return requestIdOf({ order: order.id, artefact, part, revision, round, tier, attempt })
}

function requestFor(turn: Turn): CallRequest {
  const { job, endpoint, patience } = turn
  const { assignment, settings, signal } = job
  return {
    id: idOf(turn),
    messages: messagesOf(turn),
    model: endpoint.model,
    name: assignment.artefact.id,
    schema: assignment.wireSchema,
    maxTokens: assignment.maxTokens,
    temperature: settings.temperature,
    patience,
    window: endpoint.contextTokens,
    signal,
  }
}
