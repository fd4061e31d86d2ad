import { revisionOf } from '../../pack/correction.ts'
import type { Ask } from '../job/ask.ts'
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

/** `ord_1.notice-section.1`, once its answers were corrected `ord_1.r2.notice-section.3`. */
function idOf({ order, artefact, part, round }: Ask): string {
  const revision = revisionOf(order)
  const mark = revision > 1 && `r${revision}`
  return [order.id, mark, artefact, part, round].filter(Boolean).join('.')
}

function requestFor(turn: Turn): CallRequest {
  const { job, endpoint, patience } = turn
  const { ask, assignment, settings, signal } = job
  return {
    id: idOf(ask),
    messages: messagesOf(turn),
    model: endpoint.model,
    name: ask.artefact,
    schema: assignment.wireSchema,
    maxTokens: assignment.maxTokens,
    temperature: settings.temperature,
    patience,
    window: endpoint.contextTokens,
    signal,
  }
}
