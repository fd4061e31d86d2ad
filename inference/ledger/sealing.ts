import type { SealedCall } from '../../pack/attempt.ts'
import type { Exchange } from '../job/exchange.ts'
import type { Job } from '../job/job.ts'
import { messagesOf } from '../route/messages.ts'
import type { Tried, Turn } from '../route/turn.ts'

/** Seals what was said by a key of the order's own. */
export interface Vault {
  /** A new key for the order, wrapped: it opens for us alone. */
  newKey(order: string): Uint8Array
  /** @returns null when the key does not open: then nothing is kept, and the call goes on */
  seal(order: string, wrapped: Uint8Array, attempt: string, said: Exchange): Uint8Array | null
}

export function exchangeOf(turn: Turn, { reply, faults }: Tried): Exchange {
  const { ask, assignment, settings } = turn.job
  return {
    messages: messagesOf(turn),
    schema: assignment.wireSchema,
    name: ask.artefact,
    maxTokens: assignment.maxTokens,
    temperature: settings.temperature,
    text: reply.text,
    rejection: reply.rejection,
    faults,
  }
}

/** The job's calls as they are kept. @param wrapped the order's key; null: nothing is kept */
export function sealedCalls(
  { ask, journal }: Job,
  wrapped: Uint8Array | null,
  vault: Vault,
): SealedCall[] {
  if (wrapped === null) return []
  return journal.attempts.flatMap(({ id, startedAt }) => {
    const said = journal.exchanges.get(id)
    const sealed = said ? vault.seal(ask.order.id, wrapped, id, said) : null
    return sealed === null ? [] : [{ attempt: id, at: startedAt, sealed }]
  })
}
