import type { Endpoint } from '../route/endpoints.ts'
import type { Tried, Turn } from '../route/turn.ts'
import type { Stage } from '../stage.ts'
import { type CallRequest, createCall } from './call.ts'

/** The call itself, as the turn wants it. The last stage. */
export function wire(endpoints: readonly Endpoint[]): Stage<Turn, Tried> {
  const calls = new Map(endpoints.map((endpoint) => [endpoint.name, createCall(endpoint)]))
  return async (turn) => {
    const reply = await calls.get(turn.endpoint.name)!(requestFor(turn))
    return { reply, failure: reply.failure, faults: [], content: null }
  }
}

function requestFor({ job, endpoint, remark, patience }: Turn): CallRequest {
  const { ask, assignment, settings, signal } = job
  const { system, user } = assignment.prompt
  return {
    id: [ask.order.id, ask.artefact, ask.part, ask.round].filter(Boolean).join('.'),
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: remark === '' ? user : `${user}\n\n${remark}` },
    ],
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
