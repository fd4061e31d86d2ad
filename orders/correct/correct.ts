import { packOf } from '../../catalogue/catalogue.ts'
import type { PackDefinition } from '../../catalogue/definition.ts'
import { lifted } from '../../catalogue/lift.ts'
import { correctedQuestions } from '../../catalogue/question/corrected.ts'
import { type Correction, revisionOf } from '../../pack/correction.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import { type Composition, revisionIn } from '../../pack/release.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { Mistakes } from '../checkout/checkout.ts'
import type { Examine } from '../checkout/examine.ts'
import { knownOrder } from '../entitled-order.ts'
import { type Closed, correctable } from './correctable.ts'
import { type Compose, correctedDocuments } from './corrected-documents.ts'
import { refundedSections } from './refunded-sections.ts'

export interface CorrectionInput {
  /** Not yet validated. */
  readonly answers: unknown
  /** Paths of answers that were asked back and are right. */
  readonly confirmed?: readonly string[] | undefined
  /** Of the answers that were corrected; left out: of those that stand. */
  readonly revision?: number | undefined
}

export type Corrected =
  /** Release `release` is the first of the corrected answers. */
  | { readonly kind: 'corrected'; readonly release: number }
  | { readonly kind: 'closed'; readonly why: Closed }
  | ({ readonly kind: 'invalid' } & Mistakes)
  | { readonly kind: 'unchanged' }
  /** Somebody else corrected the same answers first. */
  | { readonly kind: 'overtaken' }

export interface CorrectPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    /**
     * @returns false when the order has other answers by now, owes another amount, or its payment was
     * taken back
     */
    correct(
      order: string,
      revision: number,
      corrected: {
        readonly answers: Answers
        readonly contentVersion: string
        readonly correction: Correction
        readonly carried: readonly RecordedOutcome[]
        /** What the order owed when it was read. */
        readonly refundOwed: number | null
      },
    ): Promise<boolean>
    /** With the answers of a revision, as it was then. */
    asOf(id: string, revision: number): Promise<FrozenOrder | undefined>
  }
  readonly outcomes: { ofOrder(id: string): Promise<RecordedOutcome[]> }
  readonly releases: { newest(order: string): Promise<Composition | null> }
  readonly examine: Examine
  /** Rejects when the pack's text cannot be built from the answers, or not at this moment. */
  readonly compose: Compose
  /** Of what was recorded for the answers before, what stands for those of now, under its new keys. */
  readonly carriedTexts: (
    before: FrozenOrder,
    now: FrozenOrder,
    recorded: readonly RecordedOutcome[],
  ) => Promise<readonly RecordedOutcome[]>
  /** Has the order's run go on from the corrected answers; what comes to nothing is tried again. */
  readonly tellRun: (order: StoredOrder) => Promise<void>
  /** Milliseconds after payment in which answers may be corrected. */
  readonly window: number
  readonly clock: () => Date
  readonly observe: { corrected(order: StoredOrder, carried: number): void }
}

export type Correct = (order: StoredOrder, input: CorrectionInput) => Promise<Corrected>

/**
 * Corrects the answers of a paid order; what it is of, and what it cost, stays. They are validated and
 * rehearsed as at checkout, then frozen together with the texts that stand for them, and a release is
 * built from both.
 */
export function createCorrect(ports: CorrectPorts): Correct {
  const { orders, releases, compose, window, clock, observe } = ports

  return correct

  async function correct(order: StoredOrder, input: CorrectionInput): Promise<Corrected> {
    const { closed } = correctable(order, window, clock())
    if (closed !== null) return { kind: 'closed', why: closed }
    const definition = packOf(order.pack)!
    const { answers, ...mistakes } = ports.examine(definition, input.answers, input.confirmed)
    if (answers === null) return { kind: 'invalid', ...mistakes }
    const questions = correctedQuestions(
      definition.questionnaire,
      standingAnswers(definition, order),
      answers,
    )
    const { revision = revisionOf(order) } = input
    const isOvertaken = revision !== revisionOf(order)
    // A form that was sent twice has corrected what it was to correct.
    if (questions.length === 0) return isOvertaken ? corrected(order) : { kind: 'unchanged' }
    if (isOvertaken) return overtaken
    const now = { ...order, answers, contentVersion: definition.contentVersion }
    return (await freeze(order, now, questions)) ?? lost(order, input)
  }

  /** @returns null when somebody was faster: another window, the bank, or the end of the order's run */
  async function freeze(before: StoredOrder, now: StoredOrder, questions: readonly string[]) {
    const documents = await correctedDocuments(compose, before, now)
    const correction: Correction = { at: clock().toISOString(), questions, documents }
    const after = { ...now, corrections: [...(now.corrections ?? []), correction] }
    const carried = await carriedTo(ports, before, after)
    const { answers, contentVersion, refundOwed } = after
    const frozen = { answers, contentVersion, correction, carried, refundOwed }
    if (!(await orders.correct(before.id, revisionOf(before), frozen))) return null
    observe.corrected(after, carried.length)
    await ports.tellRun(after)
    return corrected(after)
  }

  async function corrected(order: StoredOrder): Promise<Corrected> {
    const newest = await releases.newest(order.id)
    const isOut = newest !== null && revisionIn(newest) === revisionOf(order)
    return { kind: 'corrected', release: (newest?.version ?? 0) + (isOut ? 0 : 1) }
  }

  async function lost(before: StoredOrder, input: CorrectionInput): Promise<Corrected> {
    const present = await knownOrder(orders, before.id)
    const { closed } = correctable(present, window, clock())
    if (closed !== null) return { kind: 'closed', why: closed }
    // The run has ended meanwhile, and what it gave up is not asked for again.
    return revisionOf(present) === revisionOf(before) ? correct(present, input) : overtaken
  }
}

const overtaken = { kind: 'overtaken' } as const

/** What stands under the keys of the corrected answers from the start. */
async function carriedTo(
  ports: CorrectPorts,
  before: StoredOrder,
  after: StoredOrder,
): Promise<RecordedOutcome[]> {
  const refunded = refundedSections(after, await ports.releases.newest(before.id))
  const isRefunded = (artefact: string) => refunded.some((one) => one.artefact === artefact)
  const texts = await textsFor(ports, before, after)
  return [...texts.filter(({ artefact }) => !isRefunded(artefact)), ...refunded]
}

/** Also of answers before the last: whoever goes back to them gets what was written for them. */
async function textsFor(
  { orders, outcomes, carriedTexts }: CorrectPorts,
  before: StoredOrder,
  after: StoredOrder,
): Promise<RecordedOutcome[]> {
  const recorded = await outcomes.ofOrder(before.id)
  const texts: RecordedOutcome[] = []
  for (let past = revisionOf(before); past > 0; past -= 1) {
    const was = past === revisionOf(before) ? before : await orders.asOf(before.id, past)
    const mine = recorded.filter(({ revision = 1 }) => revision === past)
    if (was === undefined || mine.length === 0) continue
    const carried = await carriedTexts(was, after, mine)
    texts.push(...carried.filter((one) => !texts.some((text) => isOfPart(text, one))))
  }
  return texts
}

const isOfPart = (text: RecordedOutcome, { artefact, part }: RecordedOutcome) =>
  text.artefact === artefact && text.part === part

/** In the words of today's questions, whenever they were given. */
export function standingAnswers({ questionnaire, lifts }: PackDefinition, order: FrozenOrder) {
  const { answers } = lifted(order, lifts)
  const read = questionnaire.safeParse(answers)
  return read.success ? (read.data as Answers) : answers
}
