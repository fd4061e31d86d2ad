import type { Tried, Turn } from '../route/turn.ts'
import type { Stage } from '../stage.ts'

/** Notes the endpoints that a stage behind this one did not let a call through to. */
export const passedOver: Stage<Turn, Tried> = async (turn, next) => {
  const { journal } = turn.job
  const calls = journal.attempts.length
  const tried = await next(turn)
  if (tried.failure !== null && journal.attempts.length === calls)
    journal.passedOver.push({ endpoint: turn.endpoint.name, reason: tried.failure })
  return tried
}
