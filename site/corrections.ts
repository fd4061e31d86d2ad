import { unsupportedCharacters } from '../documents/type/characters.ts'
import { carriedTexts } from '../inference/reuse/carried.ts'
import type { Examine } from '../orders/checkout/examine.ts'
import { createCorrect } from '../orders/correct/correct.ts'
import { correctable } from '../orders/correct/correctable.ts'
import { createTellCorrections } from '../orders/correct/tell-corrections.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import type { Printing } from './printing.ts'
import type { Site } from './site.ts'

/**
 * Where answers are corrected: they are held against what was written from those before.
 *
 * @param window milliseconds after payment in which they may be
 */
export function openCorrections(
  site: Site,
  { unpaidPress }: Pick<Printing, 'unpaidPress'>,
  examine: Examine,
  window: number,
) {
  const { orders, outcomes, releases, temporal, observe } = site
  const clock = () => new Date()
  const tell = createTellCorrections({ orders, runs: temporal, observe })
  return {
    correctable: (order: StoredOrder) => correctable(order, window, clock()),
    correct: createCorrect({
      window,
      clock,
      examine,
      compose: unpaidPress.compose,
      orders,
      outcomes,
      releases,
      observe,
      carriedTexts: (before, now, recorded) =>
        carriedTexts(before, now, recorded, unsupportedCharacters),
      tellRun: tell.now,
    }),
  }
}
