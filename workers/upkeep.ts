import { createTellCorrections } from '../orders/correct/tell-corrections.ts'
import { createBudgetCare } from '../orders/upkeep/budget-care.ts'
import { createClear } from '../orders/upkeep/clear.ts'
import { createCompareBooks } from '../orders/upkeep/compare-books.ts'
import { createExpireReviews } from '../orders/upkeep/expire-reviews.ts'
import { createPrecaution } from '../orders/upkeep/precaution.ts'
import { createSealOlder } from '../orders/upkeep/seal-older.ts'
import { createSweep } from '../orders/upkeep/sweep.ts'
import { createWake } from '../orders/upkeep/wake.ts'
import { createWatchCanaries } from '../orders/upkeep/watch-canaries.ts'
import { createRollBack } from '../site/candidate.ts'
import { inUse } from '../site/set-models.ts'
import type { Site } from '../site/site.ts'
import type { Runner } from './connection.ts'
import { createErasing } from './erase.ts'
import { createLoop } from './loop.ts'

/** Milliseconds between two turns. */
const pauses = {
  wake: 2_000,
  sweep: 30_000,
  corrections: 15_000,
  roll: 30_000,
  precaution: 15_000,
  canaries: 5_000,
  expire: 30_000,
  reviews: 5_000,
  prove: 3_600_000,
  forget: 3_600_000,
  compare: 3_600_000,
  clear: 3_600_000,
  uncollected: 3_600_000,
  rotate: 3_600_000,
  erase: 5_000,
  'erase-old': 3_600_000,
  files: 5_000,
  seal: 3_600_000,
}

/** Days from the reminder of a pack that was never downloaded to an alert. */
const uncollectedDays = 6

/** Orders whose keys are wrapped anew before the loop is asked whether it shall stop. */
const rotatedAtOnce = 100

/** Calls that are counted in one statement. */
const rolledAtOnce = 1_000

/**
 * Tells waiting orders that models are back, and runs of corrected answers, finds paid orders without a
 * running workflow, keeps budgets true, asks after packs that nobody came for, ends reviews that nobody made in time, takes
 * candidates back that are worse, erases orders,
 * and deletes what nobody asks for any more.
 */
export async function createRunners(site: Site): Promise<Runner[]> {
  const { orders, breakers, settings, temporal, budgets, rollups, books, orderKeys } = site
  const { askedLately, canaries, observe, log } = site
  const { ensureRunning } = temporal
  const clock = () => new Date()
  const loop = (name: keyof typeof pauses, act: (stop: AbortSignal) => Promise<unknown>) =>
    createLoop({
      work: async (stop) => (await act(stop)) === true,
      pause: pauses[name],
      failed: (error) => log.warn({ error }, `${name} failed; the next turn tries again`),
    })
  const asked = async () => inUse(await breakers.all(), await settings.standing())
  const switches = {
    ended: async () => [
      ...(await settings.ended('safeMode', true)),
      ...(await settings.ended('enabled', false)),
    ],
  }
  const erasing = createErasing(site)
  const care = createBudgetCare({ budgets, clock, observe: observe.budgets })
  return [
    loop('expire', care.expire),
    loop('reviews', createExpireReviews({ reviews: site.reviews, observe })),
    loop('prove', care.prove),
    loop('forget', care.forget),
    loop(
      'wake',
      createWake({ breakers: { all: asked }, orders, switches, runs: temporal, clock, observe }),
    ),
    loop('precaution', createPrecaution({ asked: askedLately, settings, clock, observe })),
    loop('canaries', createWatchCanaries({ canaries, rollBack: createRollBack(site), observe })),
    loop('sweep', createSweep({ orders, ensureRunning, observe })),
    loop('corrections', createTellCorrections({ orders, runs: temporal, observe }).rest),
    // The calls of a turn are counted at once: with more than these the next turn follows.
    loop('roll', async () => (await rollups.roll(rolledAtOnce)) === rolledAtOnce),
    // After DATA_KEY got a new key, until no order needs the one before.
    loop('rotate', async () => {
      const rotated = await orderKeys.rotate(rotatedAtOnce)
      if (rotated > 0) log.info({ rotated }, 'orders taken to the newest DATA_KEY')
      return rotated === rotatedAtOnce
    }),
    loop('erase', erasing.asked),
    loop('erase-old', erasing.old),
    loop('files', erasing.files),
    loop('seal', createSealOlder({ ...site, clock })),
    loop('compare', createCompareBooks({ books, observe })),
    loop('uncollected', async () => {
      for (const order of await orders.raiseUncollected(uncollectedDays)) observe.uncollected(order)
    }),
    loop('clear', createClear({ ...site, texts: site.reusableTexts, clock })),
  ]
}
