import type { SaidCall } from '../../pack/attempt.ts'
import type { Exchange } from '../job/exchange.ts'
import type { AnyJob } from '../job/job.ts'
import { messagesOf } from '../route/messages.ts'
import type { Tried, Turn } from '../route/turn.ts'

export function exchangeOf(turn: Turn, { reply, faults }: Tried): Exchange {
  const { assignment, settings } = turn.job
  return {
    messages: messagesOf(turn),
    schema: assignment.wireSchema,
    name: assignment.artefact.id,
    maxTokens: assignment.maxTokens,
    temperature: settings.temperature,
    text: reply.text,
    rejection: reply.rejection,
    faults,
  }
}

/** The job's calls as they are kept. */
export function saidIn({ journal }: AnyJob): SaidCall[] {
  return journal.attempts.flatMap(({ id, startedAt }) => {
    const said = journal.exchanges.get(id)
    return said ? [{ attempt: id, at: startedAt, said }] : []
  })
}
