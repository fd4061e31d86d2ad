import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import type { ArtefactDefinition } from '../../catalogue/definition.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { type BoundPack, bindPack } from '../../documents/bundle/bind.ts'
import { composePack, type PackText } from '../../documents/compose/compose.ts'
import type { PackDocument } from '../../documents/compose/files.ts'
import { renderDocument } from '../../documents/render.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import type { ArtefactRow, View } from '../../pack/artefact.ts'
import type { FrozenOrder, ModelTier } from '../../pack/order.ts'
import type { RecordedOutcome, Written } from '../../pack/outcome.ts'
import { type Composition, composeRelease } from '../../pack/release.ts'
import { foldSection } from '../../pack/section.ts'

/** An Ed25519 seed of the tests' own. */
export const seed = Buffer.alloc(32, 7).toString('base64')

/** The first release of an order: nothing is written yet. */
export function firstRelease(order: FrozenOrder): Composition {
  return releaseOf(order, [], null)
}

/**
 * The release after another, with a text for each part of the artefacts named.
 * @param before the first one, when left out
 */
export function laterRelease(
  order: FrozenOrder,
  artefacts: readonly string[],
  tier: ModelTier = '32b',
  before = firstRelease(order),
): Composition {
  const plans = sectionPlans(order).filter(({ id }) => artefacts.includes(id))
  const recorded = plans.flatMap(({ id, parts }) =>
    parts.map((part) => outcome(order, id, part, tier)),
  )
  return releaseOf(order, recorded, before)
}

/** The release as if every row had been written before, for another firm. */
export function reusedIn(release: Composition, section: string): Composition {
  const sections = release.sections.map((one) => ({
    ...one,
    source: one.id === section ? ('cache' as const) : one.source,
    rows: one.rows.map((row) => ({
      ...row,
      written: row.written && {
        ...row.written,
        source: 'cache' as const,
        generatedAt: '2026-11-20T08:00:00.000Z',
      },
    })),
  }))
  return { ...release, sections }
}

function releaseOf(
  order: FrozenOrder,
  recorded: readonly RecordedOutcome[],
  before: Composition | null,
): Composition {
  const sections = sectionPlans(order).map((plan) => foldSection(plan, recorded))
  return composeRelease((before?.version ?? 0) + 1, order, sections, before ?? undefined)
}

/** As a model might write it: the shape of the static form, other words, a placeholder in them. */
function outcome(
  order: FrozenOrder,
  artefact: string,
  part: string,
  tier: ModelTier,
): RecordedOutcome {
  const view = gdpr.view(order)
  const definition = gdpr.artefacts.find(({ id }) => id === artefact)
  if (!definition) throw new Error(`There is no artefact ${artefact}.`)
  const row = definition.rows?.(view).find(({ id }) => id === part) ?? null
  const content = reworded(patternOf(definition, row, view))
  const written: Written = {
    source: 'model',
    content,
    model: 'test-model',
    tier,
    promptVersion: '1.0.0',
    generatedAt: '2026-11-21T10:05:00.000Z',
    freshUntil: null,
  }
  return { order: order.id, artefact, part, round: 1, outcome: written }
}

/** What is never written beforehand gets one sentence for each of its texts. */
function patternOf(definition: ArtefactDefinition, row: ArtefactRow | null, view: View): unknown {
  if (definition.onFailure === 'static') return staticForm(gdpr, definition, row, view)
  const texts = Object.keys(definition.content(view, row).shape)
  return Object.fromEntries(texts.map((name) => [name, `This is what the model says of ${name}.`]))
}

function reworded(form: unknown): unknown {
  if (typeof form === 'string') return `[[COMPANY]] has this of its own: ${form}`
  if (Array.isArray(form)) return form.map(reworded)
  const entries = Object.entries(form as object).map(([key, inner]) => [key, reworded(inner)])
  return Object.fromEntries(entries)
}

export interface Made extends BoundPack {
  readonly text: PackText
  /** The bytes of each document by its key. */
  readonly rendered: Readonly<Record<string, Uint8Array>>
  /** Of the documents, those that are PDFs. */
  readonly pdfs: readonly PackDocument[]
}

/**
 * A whole release, in this thread.
 * @param known documents that need not be rendered again, by their key
 */
export async function makePack(
  order: FrozenOrder,
  composition: Composition,
  known: Made['rendered'] = {},
): Promise<Made> {
  const text = composePack(gdpr, order, composition)
  const work = text.documents.map(
    async (document) =>
      [document.key, known[document.key] ?? (await renderDocument(document))] as const,
  )
  const rendered = Object.fromEntries(await Promise.all(work))
  const bound = await bindPack(gdpr, order, composition, text, rendered, seed)
  const pdfs = text.documents.filter(({ format }) => format === 'pdf')
  return { ...bound, text, rendered, pdfs }
}

/** A temporary folder that goes with the test file. */
export function temporaryFolder(): {
  path: string
  write: (name: string, bytes: Uint8Array) => string
  remove: () => void
} {
  const path = mkdtempSync(join(tmpdir(), 'packhorse-documents-'))
  return {
    path,
    write: (name, bytes) => {
      const file = join(path, name)
      writeFileSync(file, bytes)
      return file
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
