import { setTimeout as sleep } from 'node:timers/promises'
import type { DayOf } from './day.ts'
import { type Inflict, targetsOf } from './inflict.ts'
import { isOpen, type Life } from './life.ts'
import type { Fault, OrderFault } from './schedule.ts'

/** What came of a fault, times in epoch milliseconds. */
export interface Inflicted {
  readonly fault: Fault | OrderFault
  readonly began: number
  readonly ended: number
  /** Orders that were under way when it began. */
  readonly inFlight: number
  /** Those that were under way at any time of it. */
  readonly hit: readonly string[]
}

interface Stage extends DayOf {
  readonly faults: readonly Fault[]
  readonly lives: readonly Life[]
  /** Those that go on, and what came of those that are over, as long as the day lasts. */
  readonly going: Set<Fault>
  readonly inflicted: Inflicted[]
  /** A share of all orders has to be under way when a process is killed. */
  readonly fewest: number
  readonly inflict: Inflict
}

/** Puts every fault to the house, each at its time or as soon as enough orders are under way. */
export async function conduct(stage: Stage): Promise<void> {
  const { faults, lives, going, inflicted, inflict, stop } = stage
  const start = Date.now()
  const busy = new Map<string, Promise<unknown>>()

  async function one(fault: Fault): Promise<void> {
    await sleep(Math.max(0, start + fault.at - Date.now()), undefined, { signal: stop })
    return inTurn(fault, async () => {
      await enoughUnderWay(stage, fault)
      const began = Date.now()
      const inFlight = lives.filter(isOpen).length
      going.add(fault)
      await inflict(fault)
      going.delete(fault)
      const ended = Date.now()
      inflicted.push({ fault, began, ended, inFlight, hit: openBetween(lives, began, ended) })
    })
  }

  /** After those that are on the same target, in the order of their times. */
  function inTurn<T>(fault: Fault, act: () => Promise<T>): Promise<T> {
    const targets = targetsOf(fault)
    const before = Promise.all(targets.map((target) => busy.get(target) ?? Promise.resolve()))
    const mine = before.then(act)
    const settled = mine.catch(() => {})
    for (const target of targets) busy.set(target, settled)
    return mine
  }

  await Promise.all(faults.map(one))
}

async function enoughUnderWay(
  { lives, fewest, isOver, stop }: Stage,
  { kind }: Fault,
): Promise<void> {
  const wanted = kind === 'kill' ? fewest : 1
  while (lives.filter(isOpen).length < wanted && !isOver())
    await sleep(100, undefined, { signal: stop })
}

function openBetween(lives: readonly Life[], began: number, ended: number): string[] {
  return lives
    .filter(
      ({ paidAt, finalAt }) => paidAt !== null && paidAt <= ended && (finalAt ?? Infinity) >= began,
    )
    .map(({ order }) => order)
}
