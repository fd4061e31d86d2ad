import { expect } from 'vitest'
import { sectionsOf } from '../../../orders/release/sections.ts'
import { mostCorrections, revisionOf } from '../../../pack/correction.ts'
import { isEntitled } from '../../../pack/order.ts'
import type { RecordedOutcome, Written } from '../../../pack/outcome.ts'
import { type Payment, refundedOf, stands } from '../../../pack/payment.ts'
import { hasNewContent, revisionIn } from '../../../pack/release.ts'
import type { StoredOrder } from '../../../pack/stored-order.ts'
import type { PublishedRelease } from '../../../store/orders/published.ts'
import { promptOf } from './answers.ts'
import type { createCustomer, createOperator, Taken } from './people.ts'
import { print, type World } from './world.ts'

type Customer = ReturnType<typeof createCustomer>
type Operator = ReturnType<typeof createOperator>

/** What holds of every life once nothing goes on any more. */
export async function isTrue(
  world: World,
  { taken, looks }: Customer,
  { done }: Operator,
  turns: readonly object[] | readonly unknown[],
): Promise<void> {
  const { order: id, store, bank } = world
  const order = (await store.orders.byId(id))!
  const releases = await store.releases.published(id)
  const recorded = await store.outcomes.ofOrder(id)
  standsAsPaid(world, order, done.resume > 0)
  if (isEntitled(order.state)) isDelivered(order, releases, recorded)
  areInOrder(releases, looks)
  // Nothing is handed out that is not paid for.
  expect(world.publishedIn.filter((state) => !isEntitled(state))).toEqual([])
  await areOfOneRevision(world, releases)
  // Nothing is bought again within the same answers.
  expect([...world.asked].filter(([, times]) => times > 1)).toEqual([])
  expect(order.linkGeneration > 1).toBe(done.withdraw > 0)
  await areOfTheirRevisions(world, order, taken, recorded)
  if (isEntitled(order.state)) areTold(order, taken, releases)
  // Nothing is spent on a payment that is contested, so the briefing may be missing.
  const isWhole = world.fate.briefing === 'comes' && !turns.some(isContesting)
  isRefunded(order, bank.payment(), bank.isContested(), isWhole)
  await areAnswered(world, order)
  staysWithheld(order, releases)
}

const isContesting = (turn: unknown) =>
  typeof turn === 'object' && turn !== null && 'deed' in turn
    ? turn.deed === 'dispute' || turn.deed === 'warn'
    : false

/** Stripe's truth; what differs from the order is not applied to it by itself. */
function standsAsPaid({ bank, fate }: World, order: StoredOrder, isResumed: boolean) {
  const { state, paidAt, attentions } = order
  if (bank.status() === 'expired') expect(state).toBe('expired')
  else if (fate.differs && paidAt === null) {
    expect(isEntitled(state)).toBe(false)
    if (bank.isTheirs()) expect(attentions.parked).toBeDefined()
  } else {
    if (fate.differs) expect(isResumed).toBe(true)
    expect(state).toBe(bank.isTheirs() ? 'complete' : 'revoked')
  }
}

/** Nothing is lost: there is a release of the answers as they stand, with all that was written for them. */
function isDelivered(
  order: StoredOrder,
  [newest]: readonly PublishedRelease[],
  recorded: readonly RecordedOutcome[],
) {
  expect(newest).toBeDefined()
  expect(revisionIn(newest!.composition)).toBe(revisionOf(order))
  expect(hasNewContent(newest!.composition, sectionsOf(order, recorded))).toBe(false)
}

/** One run after the other: every release has something new, and those before it stay. */
function areInOrder(releases: readonly PublishedRelease[], looks: Customer['looks']) {
  const published = releases.toReversed()
  expect(published.map(({ version }) => version)).toEqual(published.map((_, index) => index + 1))
  for (const [index, { composition }] of published.entries()) {
    const before = published[index - 1]?.composition
    if (before === undefined) continue
    const isNew = hasNewContent(before, composition.sections)
    expect([revisionIn(composition) > revisionIn(before), isNew]).toContain(true)
    expect(revisionIn(composition)).toBeGreaterThanOrEqual(revisionIn(before))
  }
  for (const seen of looks) {
    const files = seen.map(({ version, sha256 }) => ({ version, sha256 }))
    const now = releases.map(({ version, sha256 }) => ({ version, sha256 }))
    expect(now.slice(now.length - files.length)).toEqual(files)
  }
}

/** The file that was published is the one of its composition, and of the answers that this names. */
async function areOfOneRevision({ order, store }: World, releases: readonly PublishedRelease[]) {
  for (const { revision, composition, publishedSha256 } of releases) {
    expect(revision).toBe(revisionIn(composition))
    const answered = (await store.orders.asOf(order, revision))!
    expect(publishedSha256).toBe((await print(answered, composition, { report() {} })).sha256)
  }
}

/** Each correction is one revision; a text whose prompt is the same is the same text. */
async function areOfTheirRevisions(
  { store }: World,
  order: StoredOrder,
  taken: readonly Taken[],
  recorded: readonly RecordedOutcome[],
) {
  const revisions = taken.map(({ revision }) => revision).toSorted((one, other) => one - other)
  expect(revisions).toEqual(revisions.map((_, index) => index + 2))
  expect(revisionOf(order)).toBe(1 + taken.length)
  expect(taken.length).toBeLessThanOrEqual(mostCorrections)
  for (const { revision, seen } of taken) {
    const corrected = (await store.orders.asOf(order.id, revision))!
    for (const text of seen) {
      if (text.outcome.source === 'none') continue
      const was = (await store.orders.asOf(order.id, text.revision ?? 1))!
      const prompt = promptOf(was, text)
      if (prompt === null || prompt !== promptOf(corrected, text)) continue
      if (await isSuperseded(text, prompt, seen)) continue
      const now = recorded.filter((one) => isOf(one, text, revision))
      expect(now.map(wordsOf)).toContainEqual(wordsOf(text))
      expect(new Set(now.map((one) => JSON.stringify(wordsOf(one)))).size).toBe(1)
    }
  }

  /** One that was recorded between a correction's look and its freezing was bought again (509). */
  async function isSuperseded(
    text: RecordedOutcome,
    prompt: string,
    seen: readonly RecordedOutcome[],
  ) {
    for (const one of seen) {
      const { revision = 1 } = one
      if (one.outcome.source === 'none' || revision <= (text.revision ?? 1)) continue
      if (!isOf(one, text, revision)) continue
      if (promptOf((await store.orders.asOf(order.id, revision))!, one) === prompt) return true
    }
    return false
  }
}

const isOf = (one: RecordedOutcome, text: RecordedOutcome, revision: number) =>
  one.artefact === text.artefact && one.part === text.part && one.revision === revision

const wordsOf = ({ outcome }: RecordedOutcome) => (outcome as Written).content

/** The customer was told the release of their corrected answers, or they corrected them once more. */
function areTold(
  order: StoredOrder,
  taken: readonly Taken[],
  releases: readonly PublishedRelease[],
) {
  for (const { revision, release } of taken) {
    const one = releases.find(({ version }) => version === release)
    expect(one).toBeDefined()
    if (revision === revisionOf(order)) expect(one!.revision).toBe(revision)
  }
}

/** What is owed went back once, as far as there was anything left to give. */
function isRefunded(
  { state, refundOwed }: StoredOrder,
  payment: Payment,
  isContested: boolean,
  isWhole: boolean,
) {
  const ours = payment.refunds.filter((one) => stands(one) && one.purpose !== null)
  const purposes = ours.map(({ purpose }) => purpose)
  expect(new Set(purposes).size).toBe(purposes.length)
  expect(refundedOf(payment)).toBeLessThanOrEqual(payment.amountReceived)
  const shares = ours.filter(({ purpose }) => purpose === 'shortfall')
  if (isWhole) expect([refundOwed, shares]).toEqual([null, []])
  const isDue = state === 'complete' && refundOwed !== null && !isContested
  if (isDue && refundedOf(payment) < payment.amountReceived)
    expect(shares.map(({ amount }) => amount)).toEqual([refundOwed])
}

/** Who is to have money back has it, or a person is asked, or a bank decides. */
async function areAnswered({ bank, store }: World, { id, attentions }: StoredOrder) {
  for (const { isDone, stopped } of await store.refundRequests.ofOrder(id)) {
    if (stopped !== null && !isDone) expect(attentions.refund).toBeDefined()
    else expect([isDone, bank.isContested()]).toContain(true)
  }
}

/** Whoever was paid back a share does not get what it was for. */
function staysWithheld({ refundOwed }: StoredOrder, [newest]: readonly PublishedRelease[]) {
  if (refundOwed === null) return
  const briefing = newest?.composition.sections.find(({ id }) => id === 'briefing')
  expect(briefing?.source).toBe('withheld')
}
