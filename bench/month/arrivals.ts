import type { FrozenOrder } from '../../pack/order.ts'
import type { Course } from './course.ts'
import { exponential, type Random } from './outages.ts'
import { paid, type Records } from './records.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface Arrivals {
  readonly time: VirtualTime
  readonly random: Random
  readonly records: Records
  /** Names the orders. */
  readonly seed: number
  /** Mean milliseconds from one order to the next. */
  readonly between: number
  /** When the last one has come. */
  readonly end: number
  /** Of the order that comes as this one, counted from 0. */
  readonly firm: (number: number) => FrozenOrder
}

/** Orders at random intervals. @returns what became of them, once all are over */
export async function arrivals(
  { time, random, records, seed, between, end, firm }: Arrivals,
  run: (order: ReturnType<typeof paid>) => Promise<Course>,
  signal: AbortSignal,
) {
  const runs: Promise<Course>[] = []
  for (;;) {
    await time.sleep(exponential(random, between))
    signal.throwIfAborted()
    if (time.now() >= end) return Promise.allSettled(runs)
    const order = paid({ ...firm(runs.length), id: `ord_${seed}_${runs.length}` }, time.now())
    records.add(order)
    const course = run(order)
    course.catch(() => {})
    runs.push(course)
  }
}
