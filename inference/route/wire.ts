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

function requestFor(turn: Turn): CallRequest {
  const { job, endpoint, patience } = turn
  const { ask, assignment, settings, signal } = job
  return {
    id: [ask.order.id, ask.artefact, ask.part, ask.round].filter(Boolean).join('.'),
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
