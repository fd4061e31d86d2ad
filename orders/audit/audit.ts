import { isFinal } from '../../pack/order.ts'
import { leftOf } from '../../pack/payment.ts'
import type { AuditedOrder, KnownRelease, StoredFacts, StoredFile } from './audited-order.ts'
import { createFindings, type Finding, type RuleTally } from './findings.ts'
import { type HouseSums, lookAtSums } from './house.ts'
import { isPaid, paymentOf } from './paid.ts'
import type { Moment } from './rule.ts'
import { rules } from './rules.ts'

type OutsideFacts = Pick<AuditedOrder, 'stripe' | 'received' | 'calls'>

export interface AuditPorts {
  readonly orders: {
    /** The next orders by their id, each of one moment. */
    page(after: string, limit: number): Promise<StoredFacts[]>
    /** The same of one order; undefined: there is none. */
    one(id: string): Promise<StoredFacts | undefined>
    sums(): Promise<HouseSums>
  }
  readonly outside: {
    /** As it was read when the audit began. */
    of(order: StoredFacts): Promise<OutsideFacts>
    /** The same, but Stripe's word as it is now. */
    now(order: StoredFacts): Promise<OutsideFacts>
    /** Orders that Stripe names and that nobody asked for, with what it says of them. */
    unasked(): Iterable<Pick<AuditedOrder, 'id' | 'stripe'>>
    /** `model logs`, `mail`: what there is besides Stripe. */
    readonly given: ReadonlySet<string>
  }
  /** Looks into a release's file; null: files are not looked at. */
  readonly fileOf: ((order: string, release: KnownRelease) => Promise<StoredFile>) | null
  readonly moment: Moment
  /** Told how many orders were looked at, now and then. */
  readonly progress: (orders: number) => void
}

export interface Audited {
  /** That were looked at. */
  readonly orders: number
  /** Of these, those that are not final yet. */
  readonly open: number
  readonly rules: readonly RuleTally[]
  readonly findings: readonly Finding[]
}

/** Orders in memory at a time. */
const pageSize = 50

/**
 * Holds what the database says of each order against Stripe, the storage, the mail sink and the model
 * servers' logs; reads only. On a living system things move while they are read: an order that something
 * is wrong with is looked at once more, and what was put right meanwhile is not found.
 */
export function createAudit({ orders, outside, fileOf, moment, progress }: AuditPorts) {
  return async (): Promise<Audited> => {
    const findings = createFindings(rules, outside.given)
    let [count, open, last] = [0, 0, '']
    for (;;) {
      const page = await orders.page(last, pageSize)
      for (const stored of page) {
        for (const finding of await lookAt(stored, findings.look)) findings.found(finding)
        if (!isFinal(stored.state)) open += 1
      }
      count += page.length
      last = page.at(-1)?.id ?? last
      if (page.length < pageSize) break
      progress(count)
    }
    for await (const finding of strangers()) findings.found(finding)
    for (const finding of lookAtSums(await orders.sums())) findings.found(finding)
    return { orders: count, open, rules: findings.tallies(), findings: findings.named() }
  }

  async function lookAt(
    stored: StoredFacts,
    look: (order: AuditedOrder, moment: Moment) => Finding[],
  ): Promise<Finding[]> {
    const first = look(await withFiles(stored, await outside.of(stored)), moment)
    if (first.length === 0) return first
    const now = await orders.one(stored.id)
    if (now === undefined) return []
    const again = await withFiles(now, await outside.now(now))
    const said = rules.flatMap((rule) =>
      (rule.look(again, moment) ?? []).map((what) => ({ rule: rule.name, order: now.id, what })),
    )
    return said.filter(({ rule }) => first.some((one) => one.rule === rule))
  }

  async function withFiles(stored: StoredFacts, facts: OutsideFacts): Promise<AuditedOrder> {
    const releases: KnownRelease[] = []
    for (const release of stored.releases)
      releases.push({ ...release, file: fileOf && (await fileOf(stored.id, release)) })
    return { ...stored, ...facts, releases }
  }

  /** Who paid for an order that the database does not know. */
  async function* strangers(): AsyncGenerator<Finding> {
    for (const { id, stripe } of outside.unasked()) {
      const left = stripe.sessions.filter(
        (session) => isPaid(session) && leftOf(paymentOf({ payment: null, stripe }, session)) > 0,
      )
      if (left.length === 0 || (await orders.one(id)) !== undefined) continue
      const what = `was paid by ${left[0]!.id}, and there is no such order here; refund it, or restore the order.`
      yield { rule: 'lost', order: id, what }
    }
  }
}
