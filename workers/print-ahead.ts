import { createPrintAhead } from '../orders/release/print-ahead.ts'
import type { Printing } from '../site/printing.ts'
import type { Site } from '../site/site.ts'
import { createLoop } from './loop.ts'

/** Milliseconds between two looks whether the press is idle. */
const pause = 1_000

/** Prints while customers are on Stripe's page, in this process. */
export function openPrintAhead(site: Site, { unpaidPress, isIdle }: Printing) {
  const { soon, turn } = createPrintAhead({ ...site, press: unpaidPress, isIdle })
  const loop = createLoop({
    work: turn,
    pause,
    failed: (error) => site.log.warn({ error }, 'not printed ahead; it is once it is paid for'),
  })
  return {
    soon(order: string) {
      soon(order)
      loop.knock()
    },
    loops: [loop],
  }
}

/** Every pack waits for its payment. */
export const noPrintAhead = { soon: () => {}, loops: [] }
