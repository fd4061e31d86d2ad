import { isFinal } from '../../pack/order.ts'
import { takenBackBy } from '../../pack/payment.ts'
import type { AuditedOrder, KnownRelease, StoredFacts, StoredFile } from './audited-order.ts'
import { createFindings, type Finding, longest, type RuleTally } from './findings.ts'
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
  /** Null: files are not looked at. */
  readonly files: {
    of(order: string, release: KnownRelease): Promise<StoredFile>
    /** How many lie in the storage as the order's, whatever they are. */
    countOf(order: string): Promise<number>
  } | null
  readonly moment: Moment
  /** Lets what is under way arrive, before so many orders are looked at once more. */
  readonly pause: (suspects: number) => Promise<void>
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

/** An order with what is wrong with it at first sight. */
interface Suspect {
  readonly id: string
  readonly findings: readonly Finding[]
}

/**
 * Holds what the database says of each order against Stripe, the storage, the mail sink and the model
 * servers' logs; reads only. On a living system things move while they are read: an order that something
 * is wrong with is looked at once more, and what was put right meanwhile is not found.
 */
export function createAudit({ orders, outside, files, moment, pause, progress }: AuditPorts) {
  return async (): Promise<Audited> => {
    const findings = createFindings(rules, outside.given)
    const suspects: Suspect[] = []
    let [count, open] = [0, 0]
    for await (const stored of allOf(orders, progress)) {
      const said = findings.look(await withFiles(stored, await outside.of(stored)), moment)
      if (said.length > 0) suspects.push({ id: stored.id, findings: said })
      if (!isFinal(stored.state)) open += 1
      count += 1
    }
    for await (const finding of lastingOf(suspects)) findings.found(finding)
    for await (const finding of strangers()) findings.found(finding)
    for (const finding of lookAtSums(await orders.sums())) findings.found(finding)
    return { orders: count, open, rules: findings.tallies(), findings: findings.named() }
  }

  /** Of thousands the last are as bad as the first, and Stripe is asked about each. */
  async function* lastingOf(suspects: readonly Suspect[]): AsyncGenerator<Finding> {
    if (suspects.length > 0) await pause(suspects.length)
    for (const suspect of suspects.slice(0, longest)) yield* await lookAgain(suspect)
    for (const { findings } of suspects.slice(longest)) yield* findings
  }

  async function lookAgain({ id, findings }: Suspect): Promise<Finding[]> {
    const now = await orders.one(id)
    if (now === undefined) return []
    const again = await withFiles(now, await outside.now(now))
    const broken = rules.filter(({ name }) => findings.some(({ rule }) => rule === name))
    return broken.flatMap((rule) =>
      (rule.look(again, moment) ?? []).map((what) => ({ rule: rule.name, order: id, what })),
    )
  }

  async function withFiles(stored: StoredFacts, facts: OutsideFacts): Promise<AuditedOrder> {
    return { ...stored, ...facts, ...(await filesOf(files, stored)) }
  }

  /** Who paid for an order that the database does not know. */
  async function* strangers(): AsyncGenerator<Finding> {
    for (const { id, stripe } of outside.unasked()) {
      const paid = stripe.sessions.find(
        (session) => isPaid(session) && takenBackBy(paymentOf({ stripe }, session)) === null,
      )
      if (paid === undefined || (await orders.one(id)) !== undefined) continue
      const what = `was paid by ${paid.id}, and there is no such order here; refund it, or restore the order.`
      yield { rule: 'lost', order: id, what }
    }
  }
}

async function* allOf(
  orders: AuditPorts['orders'],
  progress: AuditPorts['progress'],
): AsyncGenerator<StoredFacts> {
  let [count, last] = [0, '']
  for (;;) {
    const page = await orders.page(last, pageSize)
    yield* page
    count += page.length
    progress(count)
    if (page.length < pageSize) return
    last = page.at(-1)!.id
  }
}

/** Without its key nothing of an order can be read, and nothing of an erased one may be left. */
async function filesOf(files: AuditPorts['files'], { id, hasKey, erasure, releases }: StoredFacts) {
  const found: KnownRelease[] = []
  for (const release of releases)
    found.push({ ...release, file: files && hasKey ? await files.of(id, release) : null })
  const filesLeft = files && erasure ? await files.countOf(id) : null
  return { releases: found, filesLeft }
}
