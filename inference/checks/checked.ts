import type { Tried, Turn } from '../route/turn.ts'
import type { Stage } from '../stage.ts'
import { checkAnswer } from './check-answer.ts'
import type { Unprintable } from './reading/draft.ts'

/** An answer that came is read and held against every check. */
export function checked(unprintable: Unprintable): Stage<Turn, Tried> {
  return async (turn, next) => {
    const tried = await next(turn)
    if (tried.failure !== null) return tried
    return { ...tried, ...checkAnswer(tried.reply.text ?? '', turn.job.assignment, unprintable) }
  }
}
