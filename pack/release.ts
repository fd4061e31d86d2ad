import { answeredAt, revisionOf } from './correction.ts'
import type { FrozenOrder } from './order.ts'
import type { Written } from './outcome.ts'
import { isDegraded, type Row, type Section } from './section.ts'
import type { Source } from './source.ts'

/** A part of a section that was written since the version before, or ceased to be with its answers. */
export interface Change {
  readonly section: string
  readonly part: string
  /** What stood in its place. */
  readonly was: Source
  /** The answers were corrected, so that there is none any more, or another. */
  readonly corrected?: true
}

/**
 * What a release is made of, stored before it is rendered: the same order and the same composition
 * give the same bytes in any process.
 */
export interface Composition {
  /** 1, 2, 3 … */
  readonly version: number
  /** Of the answers (`pack/correction`). Left out: 1. */
  readonly revision?: number
  /** ISO 8601, UTC: when the answers were frozen, or the newest output in a later one was recorded. */
  readonly datedAt: string
  readonly sections: readonly Section[]
  /** Since the version before; absent from what was composed before 0.2.0. */
  readonly changes?: readonly Change[]
}

/** @param before the version before; none for v1 */
export function composeRelease(
  version: number,
  order: Pick<FrozenOrder, 'frozenAt' | 'corrections'>,
  sections: readonly Section[],
  before: Pick<Composition, 'sections' | 'revision'> = { sections: [] },
): Composition {
  const revision = revisionOf(order)
  const answered = answeredAt(order)
  return {
    version,
    ...(revision > 1 && { revision }),
    datedAt: version === 1 ? answered : newestText(sections, answered),
    sections,
    changes: changesSince(before.sections, sections, revision > revisionIn(before)),
  }
}

/** A text goes only with the answers that it was written for. */
function changesSince(
  before: readonly Section[],
  sections: readonly Section[],
  isCorrected: boolean,
): Change[] {
  return before.flatMap(({ id, source, rows }) => {
    const now = sections.find((section) => section.id === id)?.rows ?? []
    const changed = now.filter((row) => {
      const was = textOf(twin(rows, row))
      return textOf(row) !== was && (row.written !== null || isCorrected)
    })
    return changed.map((row) => {
      const was = twin(rows, row)?.written?.source ?? standIn(source)
      return { section: id, part: row.part, was, ...(isCorrected && { corrected: true }) }
    })
  })
}

function twin(rows: readonly Row[], { part }: Row): Row | undefined {
  return rows.find((row) => row.part === part)
}

/** What stands in the place of an unwritten row. */
function standIn(source: Source): Source {
  return source === 'withheld' ? 'withheld' : 'static'
}

function newestText(sections: readonly Section[], answered: string): string {
  const dates = writtenRows(sections).map(
    ({ generatedAt, reviewed }) => reviewed?.at ?? generatedAt,
  )
  return dates.reduce((newest, date) => (date > newest ? date : newest), answered)
}

function writtenRows(sections: readonly Section[]): Written[] {
  return sections.flatMap((section) => section.rows.flatMap((row) => row.written ?? []))
}

/** Of the answers that a release is made of. */
export function revisionIn({ revision = 1 }: Pick<Composition, 'revision'>): number {
  return revision
}

/** A release is degraded when a section that should be tailored is standard or withheld. */
export function isReleaseDegraded(composition: Composition): boolean {
  return composition.sections.some(isDegraded)
}

/**
 * Does the present content differ from what the release was made of? A reason alone does not; the
 * same words from the larger model do, since the pack says which one wrote them.
 */
export function hasNewContent(
  release: Pick<Composition, 'sections'>,
  sections: readonly Section[],
): boolean {
  return fingerprint(release.sections) !== fingerprint(sections)
}

function fingerprint(sections: readonly Section[]): string {
  return JSON.stringify(sections.map(({ id, rows }) => [id, rows.map(textOf)]))
}

/** A row's text, which class of model wrote it and who approved it, to be compared. */
function textOf(row: Row | undefined): string | null {
  if (!row?.written) return null
  const { tier, content, reviewed } = row.written
  return JSON.stringify([tier, content, ...(reviewed ? [reviewed.at] : [])])
}
