import type { Written } from './outcome.ts'
import { isDegraded, type Section } from './section.ts'

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
}

export function composeRelease(
  version: number,
  frozenAt: string,
  sections: readonly Section[],
): Composition {
  return { version, datedAt: version === 1 ? frozenAt : newestText(sections, frozenAt), sections }
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
  const texts = ({ rows }: Section) =>
    rows.map(({ written }) => written && [written.tier, written.content])
  return JSON.stringify(sections.map((section) => [section.id, texts(section)]))
}
