import type { Look } from './judgement.ts'
import { canImprove, type SecondLooks } from './notice.ts'
import type { ModelTier } from './order.ts'
import { isJudged, type Outcome, type RecordedOutcome, stands, type Written } from './outcome.ts'
import type { Cause } from './reason.ts'
import { isTailored, type Source } from './source.ts'

/** What a section is made of: which artefact, which rows, and what happens without a model. */
export interface SectionPlan {
  readonly id: string
  readonly title: string
  /** Row ids of a list artefact; `['']` for one that is asked for as a whole. */
  readonly parts: readonly string[]
  readonly onFailure: 'static' | 'refuse'
  /** The class of model that was bought for it. */
  readonly home: ModelTier
}

/** One row of a section (or the whole of it, with part `''`). */
export interface Row {
  readonly part: string
  readonly written: Written | null
  /** Why the row is not what it could be: unwritten, or written by a smaller model than its own. */
  readonly cause: Cause | null
}

/** The present truth of one section. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly source: Source
  /** Why it is not written; null when it is, by whichever model. */
  readonly cause: Cause | null
  readonly rows: readonly Row[]
}

const notYet: Cause = { reason: 'not-yet' }

/**
 * Folds what was recorded into a section. A written row stays written; what the larger model wrote goes before what the
 * smaller one did, and of two by the same what a person approved, whatever the round; of a row that still waits for its
 * own model the newest cause counts. The section is `model` when every row is, else its standard form with the
 * first failing row's cause, keeping its tailored rows.
 */
export function foldSection(plan: SectionPlan, recorded: readonly RecordedOutcome[]): Section {
  const mine = recorded.filter((r) => r.artefact === plan.id)
  const rows = plan.parts.map((part) => foldRow(plan, part, mine))
  const failing = rows.find((row) => row.written === null)
  const { id, title } = plan
  if (failing === undefined) return { id, title, source: blend(rows), cause: null, rows }
  const source = plan.onFailure === 'refuse' ? 'withheld' : 'static'
  return { id, title, source, cause: failing.cause, rows }
}

function foldRow({ home }: SectionPlan, part: string, recorded: readonly RecordedOutcome[]): Row {
  const newestFirst = recorded
    .filter((r) => r.part === part)
    .sort((a, b) => b.round - a.round)
    .map((r) => r.outcome)
  const texts = newestFirst.filter(isWritten).filter(stands)
  const best = (some: readonly Written[]) => some.find(({ reviewed }) => reviewed) ?? some[0]
  const written = best(texts.filter(({ tier }) => tier === '32b')) ?? best(texts) ?? null
  const isDone =
    written !== null && (written.reviewed !== undefined || !isSmaller(written.tier, home))
  return { part, written, cause: isDone ? null : causeOf(newestFirst[0], home) }
}

function isSmaller(tier: ModelTier, home: ModelTier): boolean {
  return tier === '4b' && home === '32b'
}

function isWritten(outcome: Outcome): outcome is Written {
  return outcome.source !== 'none'
}

function causeOf(outcome: Outcome | undefined, home: ModelTier): Cause {
  if (outcome === undefined) return notYet
  if (outcome.source === 'none') return { reason: outcome.reason, scope: outcome.scope }
  // What became of the smaller model's text says nothing of what the larger one may still write.
  const isLast = outcome.look === 'rejected' || outcome.look === 'unread'
  if (isLast && isSmaller(outcome.tier, home)) return notYet
  return outcome.look ? causeWhile[outcome.look] : notYet
}

/** Why a text that is recorded is not used. */
const causeWhile: Readonly<Record<Look, Cause>> = {
  judge: { reason: 'not-judged' },
  repair: { reason: 'not-judged' },
  review: { reason: 'review-pending' },
  unread: { reason: 'review-pending', isOver: true },
  rejected: { reason: 'invalid' },
  // It stands: what is missing is the larger model's.
  watched: notYet,
}

/** A section that mixes fresh and reused rows counts as fresh; approved it is when all of it was. */
function blend(rows: readonly Row[]): Source {
  if (rows.every((row) => row.written?.reviewed !== undefined)) return 'reviewed'
  return rows.some((row) => row.written?.source === 'model') ? 'model' : 'cache'
}

/** The class of model that wrote the section: the smaller one when any row is its; null: none did. */
export function writtenBy({ rows }: Pick<Section, 'rows'>): ModelTier | null {
  const tiers = rows.flatMap(({ written }) => written?.tier ?? [])
  if (tiers.length === 0) return null
  return tiers.includes('4b') ? '4b' : '32b'
}

/** Did a smaller model than the one that was bought write any of it? */
export function isBySmallerModel(section: Pick<Section, 'rows'>, home: ModelTier): boolean {
  return section.rows.some(({ written }) => written !== null && isSmaller(written.tier, home))
}

/** Who looked at all of a written section besides our rules. */
export function secondLooksAt({ source, rows }: Pick<Section, 'source' | 'rows'>): SecondLooks {
  const texts = rows.flatMap(({ written }) => written ?? [])
  const isWritten = isTailored(source) && texts.length > 0
  const last = texts
    .flatMap(({ reviewed }) => reviewed ?? [])
    .toSorted(byTime)
    .at(-1)
  return {
    judged: isWritten && texts.every(isJudged),
    reviewed: source === 'reviewed' ? (last ?? null) : null,
  }
}

const byTime = (a: { readonly at: string }, b: { readonly at: string }) => (a.at < b.at ? -1 : 1)

/** Can any row of the section still improve by itself? */
export function sectionCanImprove(section: Section): boolean {
  return section.rows.some(rowCanImprove)
}

export function rowCanImprove({ cause }: Row): boolean {
  return cause !== null && canImprove(cause)
}

/** Is this section less than what its artefact could be? */
export function isDegraded(section: Section): boolean {
  return !isTailored(section.source)
}
