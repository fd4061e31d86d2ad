import type { Closing } from '../../pack/attempt.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Outcome, PartKey, RecordedOutcome } from '../../pack/outcome.ts'
import type { Reason } from '../../pack/reason.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { Recovery } from '../../store/calls/waiting.ts'

interface LastAsk {
  readonly at: number
  readonly reason: Reason | null
}

interface Kept {
  order: StoredOrder
  readonly outcomes: RecordedOutcome[]
  /** Of its own tier's model, by part. */
  readonly asks: Map<string, LastAsk>
  /** When anything was last recorded for it, and when it was last woken. */
  recorded: number
  woken: number
}

const minute = 60_000

/** What the store keeps of orders, in memory; of its rules those that a month depends on. */
export function createRecords(clock: () => number) {
  const all: All = new Map()
  return {
    add(order: StoredOrder): void {
      const fresh = { recorded: 0, woken: 0, outcomes: [], asks: new Map<string, LastAsk>() }
      all.set(order.id, { order, ...fresh })
    },
    close: (id: string) => all.delete(id),
    orders: ordersIn(all, clock),
    outcomes: {
      record: async (key: PartKey, outcome: Outcome) => firstOf(all, key, outcome) ?? outcome,
      ofOrder: async (id: string) => all.get(id)!.outcomes,
      // A month's runs are never lost.
      lastRound: async () => 0,
    },
    calls: callsIn(all, clock),
  }
}

type All = Map<string, Kept>

/** First writer wins. @returns what stands */
function firstOf(all: All, key: PartKey, outcome: Outcome | null): Outcome | null {
  const { outcomes } = all.get(key.order)!
  const stands = outcomes.find((one) => isSameKey(one, key))?.outcome ?? null
  if (stands === null && outcome !== null) outcomes.push({ ...key, outcome })
  return stands ?? outcome
}

function ordersIn(all: All, clock: () => number) {
  return {
    byId: async (id: string) => all.get(id)?.order,
    async expectUpdate(id: string, nextUpdateBy: string | null) {
      const one = all.get(id)!
      one.order = { ...one.order, nextUpdateBy }
    },
    /** As `store/calls/waiting.ts` says it in SQL. */
    async takeWaiting(wanted: Recovery): Promise<string[]> {
      const [now, back] = [clock(), Date.parse(wanted.at)]
      const ofTier = [...all.values()].filter(({ order }) => order.tier === wanted.tier)
      const busy = ofTier.filter(
        ({ woken, recorded }) => woken > Math.max(back, now - minute) && recorded <= woken,
      )
      const waiting = ofTier.filter(
        (one) =>
          Date.parse(one.order.nextUpdateBy ?? '') > now && one.woken < back && waits(one, wanted),
      )
      const taken = waiting.slice(0, Math.max(0, wanted.atOnce - busy.length))
      for (const one of taken) one.woken = now
      return taken.map(({ order }) => order.id)
    },
    async giveBack(id: string) {
      all.get(id)!.woken = 0
    },
  }
}

function waits({ asks }: Kept, { model, operation, reasons, at }: Recovery): boolean {
  const those = operation === '' ? `${model} ` : `${model} ${operation} `
  return [...asks].some(
    ([part, ask]) =>
      part.startsWith(those) &&
      ask.at < Date.parse(at) &&
      ask.reason !== null &&
      reasons.includes(ask.reason),
  )
}

function callsIn(all: All, clock: () => number) {
  return {
    open: async (key: PartKey) => ({
      isEntitled: true,
      recorded: firstOf(all, key, null),
      orderKey: new Uint8Array(),
      breakers: [],
      reusable: { text: null, writer: 'nobody' as const },
    }),
    async close(key: PartKey, { outcome, ask }: Closing): Promise<Outcome | null> {
      const one = all.get(key.order)!
      const reason = ask.outcome?.source === 'none' ? ask.outcome.reason : null
      const part = `${ask.tier} ${one.order.pack}.${key.artefact} ${key.part}`
      one.asks.set(part, { at: Date.parse(ask.openedAt), reason })
      one.recorded = clock()
      return firstOf(all, key, outcome)
    },
  }
}

export type Records = ReturnType<typeof createRecords>

function isSameKey(one: PartKey, other: PartKey): boolean {
  return one.artefact === other.artefact && one.part === other.part && one.round === other.round
}

/** An order that was paid just now. */
export function paid(order: FrozenOrder, now: number): StoredOrder {
  return {
    ...order,
    email: `owner@${order.id}.example`,
    consent: { terms: '', immediateDelivery: true, at: new Date(now).toISOString() },
    state: 'improving',
    attentions: {},
    readAt: null,
    payment: null,
    idempotencyKey: null,
    requestHash: '',
    sessionId: null,
    checkoutUrl: null,
    paidAt: new Date(now).toISOString(),
    amountPaid: order.amount,
    refundOwed: null,
    nextUpdateBy: null,
    linkGeneration: 1,
  }
}
