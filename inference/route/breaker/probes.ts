import { randomUUID } from 'node:crypto'
import type { Breaker } from '../../../pack/breaker.ts'
import type { Assignment } from '../../job/assignment.ts'
import type { Clock } from '../../stage.ts'
import type { CallRequest, CreateCall } from '../../wire/call.ts'
import { symptoms } from '../../wire/failures.ts'
import type { Reply } from '../../wire/reply.ts'
import type { Endpoint } from '../endpoints.ts'
import { isProbeDue } from './breaker-after.ts'
import type { Breakers } from './breakers.ts'

/** The wanted shape of an answer. */
type Shape = Pick<CallRequest, 'name' | 'schema'>

export type Shapes = ReturnType<typeof createShapes>

/** What each operation was asked for last in this process: its schema, and nothing of anybody's. */
export function createShapes() {
  const shapes = new Map<string, Shape>([['', anyWord]])
  return {
    keep({ artefact, wireSchema: schema }: Assignment): void {
      shapes.set(artefact.operation, { name: artefact.id, schema })
    },
    of: (operation: string) => shapes.get(operation) ?? null,
  }
}

const anyWord: Shape = {
  name: 'probe',
  schema: {
    type: 'object',
    properties: { word: { type: 'string' } },
    required: ['word'],
    additionalProperties: false,
  },
}

export interface ProbeParts {
  readonly endpoints: readonly Endpoint[]
  readonly breakers: Breakers
  readonly shapes: Shapes
  readonly clock: Clock
  readonly createCall: CreateCall
}

/** Milliseconds for one token of a server that has nothing else to do for us. */
const patience = 5_000

/**
 * Asks what is open for one token, apart from traffic: of all processes, one at a time. Quality it
 * cannot tell, so that is left to a call. A server that hangs keeps nobody else's probe waiting.
 *
 * @returns one turn: reads the breakers, begins the probes that are due and returns them. They never
 * reject.
 */
export function createProbes({ endpoints, breakers, shapes, clock, createCall }: ProbeParts) {
  const underWay = new Set<string>()

  async function once(breaker: Breaker, signal: AbortSignal): Promise<void> {
    underWay.add(nameOf(breaker))
    // Who is told to stop leaves the probe to another process.
    await probe(breaker, signal).catch(() => {})
    underWay.delete(nameOf(breaker))
  }

  async function probe(breaker: Breaker, signal: AbortSignal): Promise<void> {
    const endpoint = endpoints.find(({ name }) => name === breaker.endpoint)
    const shape = shapes.of(breaker.operation)
    if (endpoint === undefined || shape === null) return
    const { tier } = endpoint
    if (!(await breakers.note(breaker, tier, { type: 'probing' }))) return
    const began = clock()
    const asked = { ...endpoint, model: breaker.model }
    const reply = await createCall(asked)(requestFor(asked, shape, signal))
    await breakers.note(breaker, tier, { type: 'probed', isGood: isGood(reply), began })
  }

  return async (signal: AbortSignal): Promise<readonly Promise<void>[]> => {
    const tiers = new Set(endpoints.map(({ tier }) => tier))
    for (const tier of tiers) await breakers.refresh(tier)
    const now = clock()
    const due = breakers
      .all()
      .filter(({ kind, state }) => kind === 'service' && isProbeDue(state, now))
      .filter((breaker) => !underWay.has(nameOf(breaker)))
    return due.map((breaker) => once(breaker, signal))
  }
}

function nameOf({ endpoint, model, operation }: Breaker): string {
  return JSON.stringify([endpoint, model, operation])
}

function requestFor(endpoint: Endpoint, shape: Shape, signal: AbortSignal) {
  return {
    ...shape,
    id: `probe/${randomUUID()}`,
    messages: [{ role: 'user', content: 'Say one word.' }],
    model: endpoint.model,
    maxTokens: 1,
    temperature: 0,
    patience: { first: patience, between: patience, whole: patience },
    window: endpoint.contextTokens,
    signal,
  } as const
}

/** One token is no text, but it is an answer. */
function isGood({ symptom }: Reply): boolean {
  const effect = symptom === null ? 'none' : symptoms[symptom].breaker
  return effect === 'none' || effect === 'counts-quality'
}
