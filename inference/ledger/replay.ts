import { randomUUID } from 'node:crypto'
import type { Exchange } from '../job/exchange.ts'
import { createCall } from '../wire/call.ts'
import type { Patience } from '../wire/patience.ts'
import type { Reply } from '../wire/reply.ts'
import type { Server } from '../wire/server.ts'

export interface Elsewhere extends Server {
  readonly model: string
}

/** By far more than a worker waits: nobody else does. */
const patience: Patience = { first: 120_000, between: 60_000, whole: 600_000 }

/** Makes a recorded call again, word for word, at any endpoint; nothing of it is recorded. */
export async function replay(said: Exchange, { model, ...server }: Elsewhere): Promise<Reply> {
  const { messages, name, schema, maxTokens, temperature } = said
  const asked = {
    model,
    id: `replay/${randomUUID()}`,
    messages,
    name,
    schema,
    maxTokens,
    temperature,
  }
  // Its window is not known, so its own word counts where a prompt is too long.
  const window = 0
  const { signal } = new AbortController()
  return createCall(server)({ ...asked, patience, window, signal })
}
