import type { Written } from './outcome.ts'
import { isDegraded, type Row, type Section } from './section.ts'
import type { Source } from './source.ts'

/** A part of a section that was written since the version before. */
export interface Change {
  readonly section: string
  readonly part: string
  /** What stood in its place. */
  readonly was: Source
}

/**
 * What a release is made of, stored before it is rendered: the same order and the same composition
 * give the same bytes in any process.
 */
export interface Composition {
  /** 1, 2, 3 … */
  readonly version: number
  /** ISO 8601, UTC: the order's frozen time for v1, the newest recorded output's for later ones. */
  readonly datedAt: string
  readonly sections: readonly Section[]
  /** Since the version before; absent from what was composed before 0.2.0. */
  readonly changes?: readonly Change[]
}

/** @param before the sections of the version before; none for v1 */
export function composeRelease(
  version: number,
  frozenAt: string,
  sections: readonly Section[],
  before: readonly Section[] = [],
): Composition {
  const datedAt = version === 1 ? frozenAt : newestText(sections, frozenAt)
  return { version, datedAt, sections, changes: changesSince(before, sections) }
}

function changesSince(before: readonly Section[], sections: readonly Section[]): Change[] {
  return before.flatMap(({ id, source, rows }) => {
    const now = sections.find((section) => section.id === id)?.rows ?? []
    const changed = now.filter((row) => row.written && textOf(row) !== textOf(twin(rows, row)))
    return changed.map((row) => {
      const was = twin(rows, row)?.written?.source ?? standIn(source)
      return { section: id, part: row.part, was }
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

function newestText(sections: readonly Section[], frozenAt: string): string {
  const dates = writtenRows(sections).map((written) => written.generatedAt)
  return dates.reduce((newest, date) => (date > newest ? date : newest), frozenAt)
}

function writtenRows(sections: readonly Section[]): Written[] {
  return sections.flatMap((section) => section.rows.flatMap((row) => row.written ?? []))
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

/** A row's text and which class of model wrote it, to be compared. */
function textOf(row: Row | undefined): string | null {
  return row?.written ? JSON.stringify([row.written.tier, row.written.content]) : null
}
