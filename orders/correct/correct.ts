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
    /** @returns false when the order has other answers by now, or its payment was taken back */
    correct(
      order: string,
      revision: number,
      corrected: {
        readonly answers: Answers
        readonly contentVersion: string
        readonly correction: Correction
        readonly carried: readonly RecordedOutcome[]
      },
    ): Promise<boolean>
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

  return async (order, input) => {
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
    if (isOvertaken) return { kind: 'overtaken' }
    return freeze(
      order,
      { ...order, answers, contentVersion: definition.contentVersion },
      questions,
    )
  }

  async function freeze(before: StoredOrder, now: StoredOrder, questions: readonly string[]) {
    const documents = await correctedDocuments(compose, before, now)
    const correction: Correction = { at: clock().toISOString(), questions, documents }
    const after = { ...now, corrections: [...(now.corrections ?? []), correction] }
    const carried = await carriedTo(ports, before, after)
    const { answers, contentVersion } = after
    const frozen = { answers, contentVersion, correction, carried }
    if (!(await orders.correct(before.id, revisionOf(before), frozen))) return lost(before.id)
    observe.corrected(after, carried.length)
    await ports.tellRun(after)
    return corrected(after)
  }

  async function corrected(order: StoredOrder): Promise<Corrected> {
    const newest = await releases.newest(order.id)
    const isOut = newest !== null && revisionIn(newest) === revisionOf(order)
    return { kind: 'corrected', release: (newest?.version ?? 0) + (isOut ? 0 : 1) }
  }

  /** Somebody was faster: another window, or the bank. */
  async function lost(id: string): Promise<Corrected> {
    const present = await orders.byId(id)
    const closed = present ? correctable(present, window, clock()).closed : null
    return closed === null ? { kind: 'overtaken' } : { kind: 'closed', why: closed }
  }
}

/** What stands under the keys of the corrected answers from the start. */
async function carriedTo(
  { outcomes, releases, carriedTexts }: CorrectPorts,
  before: StoredOrder,
  after: StoredOrder,
): Promise<RecordedOutcome[]> {
  const recorded = await outcomes.ofOrder(before.id)
  const mine = recorded.filter(({ revision = 1 }) => revision === revisionOf(before))
  const refunded = refundedSections(after, await releases.newest(before.id))
  const isRefunded = (artefact: string) => refunded.some((one) => one.artefact === artefact)
  const texts = await carriedTexts(before, after, mine)
  return [...texts.filter(({ artefact }) => !isRefunded(artefact)), ...refunded]
}

/** In the words of today's questions, whenever they were given. */
export function standingAnswers({ questionnaire, lifts }: PackDefinition, order: FrozenOrder) {
  const { answers } = lifted(order, lifts)
  const read = questionnaire.safeParse(answers)
  return read.success ? (read.data as Answers) : answers
}
