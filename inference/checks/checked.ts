import type { Guarded } from '../guard/guarded.ts'
import type { Tried, Turn } from '../route/turn.ts'
import type { Stage } from '../stage.ts'
import { checkAnswer, isOfConduct } from './check-answer.ts'
import type { Unprintable } from './reading/draft.ts'

/** An answer that came is read and held against every check; those of conduct are guards. */
export function checked(
  unprintable: Unprintable,
  observe: (guarded: Guarded) => void = () => {},
): Stage<Turn, Tried> {
  return async (turn, next) => {
    const tried = await next(turn)
    if (tried.failure !== null) return tried
    const verdict = checkAnswer(tried.reply.text ?? '', turn.job.assignment, unprintable)
    for (const reason of (verdict.foundBy ?? []).filter(isOfConduct))
      observe({ direction: 'output', reason, mode: 'enforce' })
    const { foundBy, ...told } = verdict
    return { ...tried, ...told, ...(foundBy && { foundBy }) }
  }
}
