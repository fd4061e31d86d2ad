import type { Inflicted } from './conduct.ts'
import { isOpen, type Life } from './life.ts'
import { type Fault, nameOf } from './schedule.ts'

/** How far a day is. */
export interface Course {
  /** Epoch milliseconds. */
  readonly began: number
  readonly lives: readonly Life[]
  readonly inflicted: readonly Inflicted[]
  /** Faults that go on now. */
  readonly going: ReadonlySet<Fault>
}

/** In a line, for whoever waits for it. */
export function progressOf(
  { began, lives, inflicted, going }: Course,
  wanted: { readonly orders: number; readonly faults: number },
  now: number,
): string {
  const paid = lives.filter(({ paidAt }) => paidAt !== null)
  const packs = paid.filter(({ firstPackAt }) => firstPackAt !== null)
  const final = paid.filter((life) => !isOpen(life))
  const over = inflicted.filter(({ fault }) => fault.kind !== 'order')
  const names = [...going].map(nameOf).join(', ')
  return [
    `${Math.round((now - began) / 1_000)} s:`,
    `${lives.length} of ${wanted.orders} orders made, ${paid.length} paid, ${packs.length} with a pack, ${final.length} final;`,
    `${over.length} of ${wanted.faults} faults over, now ${names || 'none'}`,
  ].join(' ')
}
