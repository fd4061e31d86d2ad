import { createOpenOrder, createPlanTailoring } from '../../orders/run/open-order.ts'
import { createSettleRound } from '../../orders/run/settle-round.ts'
import { homeModel, type ModelTier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { CallTimeouts, Part } from '../../pack/plan.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { inFlight } from '../../workflows/in-flight.ts'
import type { Records } from './records.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface Question extends Pick<Part, 'artefact' | 'part'> {
  readonly order: StoredOrder
  readonly round: number
  readonly tier: ModelTier
  readonly deadline: number
}

export interface CourseParts {
  readonly time: VirtualTime
  readonly records: Records
  readonly timeouts: Readonly<Record<ModelTier, CallTimeouts>>
  /** Milliseconds. */
  readonly lateWindow: number
  readonly ask: (question: Question) => Promise<Outcome>
}

/** What became of an order. */
export interface Course {
  readonly parts: number
  /** Parts without a text of the model that was bought, after the first round and at the end. */
  readonly missing: readonly [first: number, last: number]
}

/** As `workflows/fulfil-order.ts`, in which Temporal keeps the time. */
export function createCourses(parts: CourseParts) {
  const { time, records, timeouts, lateWindow } = parts
  const { orders, outcomes } = records
  const clock = () => new Date(time.now())
  const open = createOpenOrder({ orders, outcomes, timeouts, lateWindow, searchable: false, clock })
  const plan = createPlanTailoring({ orders, outcomes })
  const round = createRound(parts)
  const pauses = createPauses(time)

  /** @returns what is left at the end */
  async function late(order: StoredOrder, starts: readonly number[], first: readonly Part[]) {
    let [left, number] = [first, 1]
    for (const [index, start] of starts.entries()) {
      let isExtra = true
      while (isExtra) {
        if (left.length === 0) return left
        number += 1
        isExtra = await pauses.until(start, order.id)
        left = await round(order, number, left, starts[isExtra ? index : index + 1])
      }
    }
    return left
  }

  return {
    modelsBack: pauses.end,

    async run(order: StoredOrder): Promise<Course> {
      const { lateStarts } = await open(order.id)
      const all = await plan(order.id)
      const first = await round(order, 1, all, time.now() + lateStarts[0]!)
      const over = time.now()
      const left = await late(
        order,
        lateStarts.map((start) => over + start),
        first,
      )
      records.close(order.id)
      return { parts: all.length, missing: [first.length, left.length] }
    },
  }
}

/** As `workflows/improve.ts`; what no worker takes is not simulated. */
function createRound({ time, records, timeouts, ask }: CourseParts) {
  const { orders, outcomes } = records
  const releases = { newest: async () => null }
  // No judge is simulated, and nobody who reads.
  const looks = { letStand: async () => {} }
  const reviews = { pendingUntil: async () => null, attend: async () => {} }
  const settle = createSettleRound({
    orders,
    outcomes,
    looks,
    reviews,
    releases,
    observe: { settled() {} },
  })

  async function write(order: StoredOrder, { artefact, part, homeOnly }: Part, round: number) {
    const of = (tier: ModelTier) =>
      ask({ order, artefact, part, round, tier, deadline: time.now() + timeouts[tier].attempt })
    const first = await of(homeModel(order.tier))
    return first.source !== 'none' || first.next === undefined || homeOnly ? first : of(first.next)
  }

  return async (order: StoredOrder, number: number, parts: readonly Part[], next?: number) => {
    const byArtefact = Object.values(Object.groupBy(parts, ({ artefact }) => artefact))
    const asked = byArtefact.map((rows = []) =>
      inFlight(4, rows, async (part) => ({ ...part, outcome: await write(order, part, number) })),
    )
    const answers = (await Promise.all(asked)).flat()
    const misses = answers.flatMap(({ artefact, part, outcome }) =>
      outcome.source === 'none' ? [{ artefact, part, outcome }] : [],
    )
    const nextAt = next === undefined ? null : new Date(next).toISOString()
    return (await settle({ order: order.id, round: number, misses, nextAt })).open
  }
}

/** As `workflows/pause.ts`, but for rounds that an operator wants. */
function createPauses(time: VirtualTime) {
  const waiting = new Map<string, () => void>()
  return {
    /** @returns whether models that are back ended it */
    async until(at: number, id: string): Promise<boolean> {
      const back = new Promise<true>((resolve) => waiting.set(id, () => resolve(true)))
      const isBack = await Promise.race([back, time.sleep(at - time.now()).then(() => false)])
      waiting.delete(id)
      return isBack
    },
    /** @returns whether there was one */
    async end(id: string): Promise<boolean> {
      waiting.get(id)?.()
      return waiting.has(id)
    },
  }
}
