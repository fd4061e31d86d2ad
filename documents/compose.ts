import { createHash } from 'node:crypto'
import { z } from 'zod'
import { sourcesOf } from '../knowledge/cards.ts'
import type { FrozenOrder } from '../pack/order.ts'
import type { Composition } from '../pack/release.ts'
import type { PackDefinition, View } from '../pack/schema/definition.ts'
import type { ManifestFile } from '../pack/schema/manifest.ts'
import { slug } from '../pack/wording.ts'
import { coverOf, footerOf, type Owners, readmeCover } from './cover.ts'
import { toMarkdown } from './markdown.ts'
import { type Labels, parseMarkdown } from './parse.ts'
import { fontsKey } from './pdf/fonts.ts'
import type { Printable } from './printable.ts'
import { type LeftOut, readmeVariables } from './readme.ts'
import { labelsOf, newestText, type Part, partsOf, provenance, sectionNotes } from './sections.ts'
import { type DocumentTemplate, noticeNames, type PackTemplates, templatesOf } from './templates.ts'

/** What the manifest says of a file besides its bytes. */
export type FileRecord = Omit<ManifestFile, 'path' | 'bytes' | 'sha256'>

export interface PackDocument {
  /** SHA-256 over all that the PDF's bytes depend on: same key, same bytes. */
  readonly key: string
  /** Relative to the pack's top folder. */
  readonly path: string
  readonly printable: Printable
  readonly record: FileRecord
}

export interface PackMarkdown {
  readonly path: string
  readonly markdown: string
  readonly record: FileRecord
}

/** A release in words, before any of it is rendered; plain JSON. */
export interface PackText {
  /** The zip's top folder. */
  readonly folder: string
  readonly documents: readonly PackDocument[]
  readonly texts: readonly PackMarkdown[]
  readonly leftOut: readonly LeftOut[]
}

/** Raise it with any change that makes the same words into other bytes. */
export const engine = '1.0.0'

const producer = 'Packhorse'

/** What every pack's view must hold for covers and footers. */
const ownersSchema = z.object({
  company: z.object({ name: z.string().min(1) }),
  owner: z.string(),
  approver: z.string(),
  nextReview: z.string(),
})

interface Context {
  readonly definition: PackDefinition
  readonly order: FrozenOrder
  readonly composition: Composition
  readonly templates: PackTemplates
  readonly owners: Owners
  readonly parts: readonly Part[]
  readonly labels: Labels
  readonly variables: View
}

/** The words of a release: a pure function of the order and what the release is made of. */
export function composePack(
  definition: PackDefinition,
  order: FrozenOrder,
  composition: Composition,
): PackText {
  const context = contextOf(definition, order, composition)
  const { templates } = context
  const applying = templates.documents.filter((it) => it.applies(context.variables))
  const numbered = applying.map((it) => compose(context, it, ''))
  const standalone = context.parts.filter(({ artefact }) => artefact.document === null)
  const tailored = standalone.map(({ artefact }) =>
    compose(context, tailoredTemplate(templates, artefact.id), 'tailored/'),
  )
  const documents = [...numbered, ...tailored]
  const leftOut = templates.documents
    .filter((it) => !applying.includes(it))
    .map(({ meta }) => ({
      document: meta.id,
      title: meta.title,
      reason: meta.leftOutBecause ?? '',
    }))
  const readme = composeReadme(context, documents, leftOut)
  return {
    folder: `${definition.id}-pack-${slug(context.owners.company.name)}`,
    documents: [readme.document, ...documents.map(({ document }) => document)],
    texts: [readme.text, ...tailored.map(({ text }) => text), ...notices(context)],
    leftOut,
  }
}

function contextOf(
  definition: PackDefinition,
  order: FrozenOrder,
  composition: Composition,
): Context {
  const view = definition.view(order)
  const parts = partsOf(definition, composition, view)
  const variables = {
    ...view,
    order: { id: order.id, date: order.frozenAt.slice(0, 10), tier: order.tier },
    sections: Object.fromEntries(parts.map(({ artefact, content }) => [artefact.id, content])),
    sectionNotes: sectionNotes(composition),
    release: { version: composition.version, date: composition.datedAt.slice(0, 10) },
    sources: sourcesOf(definition.id),
  }
  const owners = ownersSchema.parse(view)
  const templates = templatesOf(definition.id)
  const labels = labelsOf(parts)
  return { definition, order, composition, templates, owners, parts, labels, variables }
}

interface Composed {
  readonly template: DocumentTemplate
  readonly document: PackDocument
  readonly text: PackMarkdown
}

function compose(context: Context, template: DocumentTemplate, folder: string): Composed {
  const { definition, order, owners, labels, variables } = context
  const { meta, fill } = template
  const own = context.parts.filter(({ artefact }) =>
    meta.number === null ? artefact.id === meta.id : artefact.document === meta.number,
  )
  const blocks = parseMarkdown(fill({ ...variables, document: meta }), labels)
  const tailored = newestText(own) !== null
  const printable: Printable = {
    title: meta.title,
    lang: 'en-GB',
    createdAt: newestText(own) ?? order.frozenAt,
    producer,
    tailored,
    cover: coverOf(definition, meta, owners, tailored),
    footer: footerOf(owners, meta.title, meta.lawAsOf),
    blocks,
  }
  const record: FileRecord = {
    document: meta.id,
    template: `${meta.id}@${meta.version}`,
    citations: cited(definition.id, meta.basis),
    reviewed: meta.reviewed,
    accessible: true,
    sections: provenance(own),
  }
  const path = `${folder}${meta.id}`
  return {
    template,
    document: { key: keyOf(printable), path: `${path}.pdf`, printable, record },
    text: { path: `${path}.md`, markdown: toMarkdown(meta.title, blocks), record },
  }
}

function tailoredTemplate({ tailored }: PackTemplates, id: string): DocumentTemplate {
  const template = tailored[id]
  if (!template) throw new Error(`There is no template tailored/${id}.md.hbs.`)
  return template
}

function cited(pack: string, basis: readonly string[]): string[] {
  const sources = new Map(sourcesOf(pack).map(({ id, cite }) => [id, cite]))
  return basis.map((id) => {
    const cite = sources.get(id)
    if (!cite) throw new Error(`A template cites "${id}", which is not in sources.yaml of ${pack}.`)
    return cite
  })
}

function composeReadme(
  { definition, composition, owners, templates, labels, variables }: Context,
  documents: readonly Composed[],
  leftOut: readonly LeftOut[],
): Omit<Composed, 'template'> {
  const { meta, fill } = templates.readme
  const own = readmeVariables(documents.map(entryOf), leftOut)
  const blocks = parseMarkdown(fill({ ...variables, ...own, document: meta }), labels)
  const printable: Printable = {
    title: meta.title,
    lang: 'en-GB',
    createdAt: composition.datedAt,
    producer,
    tailored: false,
    cover: readmeCover(definition, composition, owners),
    footer: footerOf(owners, meta.title, definition.lawAsOf),
    blocks,
  }
  const record = noticeRecord('README', meta)
  return {
    document: { key: keyOf(printable), path: '00-README.pdf', printable, record },
    text: { path: '00-README.md', markdown: toMarkdown(meta.title, blocks), record },
  }
}

function entryOf({ template: { meta }, document, text }: Composed) {
  const files = meta.number === null ? [document.path, text.path] : [document.path]
  return { ...meta, files }
}

function notices({ templates, labels, variables }: Context): PackMarkdown[] {
  return noticeNames.map((name) => {
    const { meta, fill } = templates.notices[name]
    const blocks = parseMarkdown(fill({ ...variables, document: meta }), labels)
    const markdown = toMarkdown(meta.title, blocks)
    return { path: `${name}.md`, markdown, record: noticeRecord(name, meta) }
  })
}

function noticeRecord(
  name: string,
  { version, reviewed }: { version: string; reviewed: string },
): FileRecord {
  const template = `${name}@${version}`
  return { document: null, template, citations: [], reviewed, accessible: true, sections: [] }
}

function keyOf(printable: Printable): string {
  return createHash('sha256')
    .update(`${engine}\n${fontsKey}\n${JSON.stringify(printable)}`)
    .digest('hex')
}
