import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { revisionOf } from '../../pack/correction.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { NotWritten, RecordedOutcome } from '../../pack/outcome.ts'
import type { Composition } from '../../pack/release.ts'

const unprintable: NotWritten = { source: 'none', reason: 'invalid' }

/**
 * What was recorded for the order's answers, as a release may use it. What is recorded today can be
 * printed; of 0.1.0 a text may hold a sign that no font of ours has, and counts as not written: no
 * release waits for it.
 */
export function usable(
  order: FrozenOrder,
  recorded: readonly RecordedOutcome[],
): RecordedOutcome[] {
  const mine = recorded.filter(({ revision = 1 }) => revision === revisionOf(order))
  return mine.map((one) =>
    one.outcome.source === 'none' || isPrintable(one.outcome.content)
      ? one
      : { ...one, outcome: unprintable },
  )
}

/** Can all that the release was planned with be printed? */
export function canBePrinted({ sections }: Composition): boolean {
  const rows = sections.flatMap((section) => section.rows)
  return rows.every(({ written }) => written === null || isPrintable(written.content))
}

function isPrintable(content: unknown): boolean {
  if (typeof content === 'string') return unsupportedCharacters(content).length === 0
  if (typeof content !== 'object' || content === null) return true
  return Object.values(content).every(isPrintable)
}
