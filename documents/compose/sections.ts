import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import type { LegalSource } from '../../knowledge/sources.ts'
import type { ArtefactRow, View } from '../../pack/artefact.ts'
import { revealAll } from '../../pack/identity.ts'
import { messageFor } from '../../pack/notice.ts'
import { type FrozenOrder, homeModel } from '../../pack/order.ts'
import { isJudged, type Written } from '../../pack/outcome.ts'
import type { Composition } from '../../pack/release.ts'
import {
  isBySmallerModel,
  type Section,
  secondLooksAt,
  sectionCanImprove,
} from '../../pack/section.ts'
import { filled } from '../../pack/slots.ts'
import { sourceWords } from '../../pack/source.ts'
import { longDate } from '../../pack/wording.ts'
import type { ManifestSection } from '../manifest-schema.ts'
import type { Line } from '../text/blocks.ts'
import type { Labels } from '../text/parse.ts'
import { citationOf } from './citations.ts'

/** One artefact of an order as a release holds it. */
export interface ReleasePart {
  readonly artefact: ArtefactDefinition
  /** Null for an artefact that the order's tier does not have. */
  readonly section: Section | null
  /** What templates see: the artefact's content, or one content for each row id. */
  readonly content: unknown
}

/** The content of every artefact that can be shown: written where it was, else its static form. */
export function partsOf(
  definition: PackDefinition,
  composition: Composition,
  view: View,
): ReleasePart[] {
  const missing = definition.leftOut(view).map(({ number }) => number)
  const applying = definition.artefacts.filter(({ document }) => !missing.includes(document ?? ''))
  return applying.flatMap((artefact) => {
    const section = composition.sections.find(({ id }) => id === artefact.id) ?? null
    const standsAlone = artefact.document === null
    if (section?.source === 'withheld' || (standsAlone && section === null)) return []
    return [{ artefact, section, content: contentOf(definition, artefact, section, view) }]
  })
}

function contentOf(
  definition: PackDefinition,
  artefact: ArtefactDefinition,
  section: Section | null,
  view: View,
): unknown {
  const identity = definition.identity(view)
  const slotsOf = (row: ArtefactRow | null) => artefact.slots?.(view, row) ?? {}
  const text = (row: ArtefactRow | null) => {
    const written = writtenOf(section, row?.id ?? '')
    if (written === null) return staticForm(definition, artefact, row, view)
    const told = revealAll(filled(written.content, slotsOf(row)), identity)
    if (artefact.onFailure === 'refuse') return told
    return completed(told, staticForm(definition, artefact, row, view))
  }
  const rows = artefact.rows?.(view)
  return rows ? Object.fromEntries(rows.map((row) => [row.id, text(row)])) : text(null)
}

/**
 * A text that was written for earlier content knows nothing of what has joined since, such as a task
 * of the plan: that has its standard text.
 */
function completed(written: unknown, standard: unknown): unknown {
  if (!isTree(written) || !isTree(standard)) return written ?? standard
  const texts = Object.entries(standard).map(([key, text]) => [key, completed(written[key], text)])
  return { ...written, ...Object.fromEntries(texts) }
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function writtenOf(section: Section | null, part: string): Written | null {
  return section?.rows.find((row) => row.part === part)?.written ?? null
}

/**
 * The line above a section, or above one row of it. It names no cause, so that a change of cause
 * changes no document.
 */
export function labelsOf(
  parts: readonly ReleasePart[],
  sourcesOf: (artefact: string) => readonly LegalSource[],
): Labels {
  return (id, row) => {
    const part = parts.find(({ artefact }) => artefact.id === id)
    if (!part) throw new Error(`The text has a section "${id}", which is no artefact of this pack.`)
    const { section } = part
    if (section === null) return standard
    const texts = section.rows.filter(({ part }) => row === '' || part === row)
    const label = row === '' ? labelOf(section) : labelOfRow(section, row)
    const note = noteOf(texts, sourcesOf(id))
    return note ? { ...label, note } : label
  }
}

/** Of texts that were all written for like firms: when the first was, and what they rest on. */
function noteOf(rows: Section['rows'], sources: readonly LegalSource[]): Line | null {
  const reused = rows.flatMap(({ written }) => (written?.source === 'cache' ? [written] : []))
  const [first] = reused.map(({ generatedAt }) => generatedAt).sort()
  if (first === undefined || reused.length < rows.length) return null
  const links = sources.map(citationOf).map(({ cite, url }) => ({
    text: cite,
    ...(url !== null && { link: url }),
  }))
  const said = { text: `Written on ${longDate(first)}.` }
  if (links.length === 0) return [said]
  const listed = links.flatMap((link, at) => (at === 0 ? [link] : [{ text: ', ' }, link]))
  return [{ text: `${said.text} It rests on ` }, ...listed, { text: '.' }]
}

const standard = { label: sourceWords.static.heading, tailored: false }

function labelOf(section: Section): ReturnType<Labels> {
  const { tailored, total } = rowsOf(section)
  if (tailored === 0) return standard
  if (tailored === total) return { label: sourceWords[section.source].heading, tailored: true }
  const partly = `${sourceWords.model.heading}: ${tailored} of ${total} entries; the others are standard text`
  return { label: partly, tailored: true }
}

function labelOfRow(section: Section, row: string): ReturnType<Labels> {
  const written = writtenOf(section, row)
  return written ? { label: sourceWords[writtenSource(written)].heading, tailored: true } : standard
}

function rowsOf(section: Section | null) {
  const rows = section?.rows ?? []
  return { tailored: rows.filter((row) => row.written).length, total: rows.length }
}

/** What README and AI notice say of each section, as of this release. */
export function sectionNotes({ tier }: FrozenOrder, { sections }: Composition) {
  return sections.map((section) => {
    const { title, source, cause } = section
    const { standing } = sourceWords[source]
    const rows = rowsOf(section)
    const canImprove = sectionCanImprove(section)
    const bySmallerModel = isBySmallerModel(section, homeModel(tier))
    const looks = secondLooksAt(section)
    const message = messageFor({ source, cause, bySmallerModel, canImprove, rows, ...looks })
    const reused = section.rows.every(({ written }) => written?.source === 'cache')
    return { title, standing, message: reused ? `${message} ${freshness(section)}` : message }
  })
}

function freshness({ rows }: Section): string {
  const [first = ''] = rows.flatMap(({ written }) => written?.generatedAt ?? []).sort()
  return `It was written on ${longDate(first)}; SOURCES.md names what it rests on.`
}

/** Where the texts of a file come from; rows of a list artefact as `id/row`. */
export function provenance(parts: readonly ReleasePart[]): ManifestSection[] {
  return parts.flatMap(({ section }) =>
    (section?.rows ?? []).map(({ part, written, cause }) => ({
      id: part === '' ? (section?.id ?? '') : `${section?.id}/${part}`,
      source: written ? writtenSource(written) : 'static',
      reason: written ? null : (cause?.reason ?? null),
      model: written?.model ?? null,
      promptVersion: written?.promptVersion ?? null,
      generatedAt: written?.generatedAt ?? null,
      freshUntil: written?.freshUntil ?? null,
      ...secondLooks(written),
    })),
  )
}

/** Who looked at it besides our rules. */
function secondLooks(written: Written | null): Pick<ManifestSection, 'judgedBy' | 'approval'> {
  const { reviewed } = written ?? {}
  return {
    ...(written && isJudged(written) && { judgedBy: judgeOf(written) }),
    ...(reviewed && { approval: reviewed }),
  }
}

function judgeOf({ judged }: Written) {
  const { model = '', promptVersion = '' } = judged ?? {}
  return { model, promptVersion }
}

function writtenSource(written: Written): 'model' | 'cache' | 'reviewed' {
  return written.reviewed ? 'reviewed' : written.source
}

/** ISO 8601: when the newest text among them was written; null when none was. */
export function newestText(parts: readonly ReleasePart[]): string | null {
  const dates = provenance(parts).flatMap(({ generatedAt }) => generatedAt ?? [])
  return dates.sort().at(-1) ?? null
}
