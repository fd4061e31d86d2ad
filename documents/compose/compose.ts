import { createHash } from 'node:crypto'
import type { PackDefinition } from '../../catalogue/definition.ts'
import type { View } from '../../pack/artefact.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import { slug } from '../../pack/wording.ts'
import type { ManifestFile } from '../bundle/manifest-schema.ts'
import type { Format } from '../format.ts'
import type { Printable } from '../printable.ts'
import type { Block } from '../text/blocks.ts'
import { toMarkdown } from '../text/markdown.ts'
import { type Labels, parseMarkdown } from '../text/parse.ts'
import {
  type DocumentTemplate,
  noticeNames,
  type PackTemplates,
  type Template,
} from '../text/templates.ts'
import { fontsKey } from '../type/fonts.ts'
import { basisOf } from './citations.ts'
import { type Context, contextOf } from './context.ts'
import { coverOf, footerOf, readmeCover } from './cover.ts'
import { type OmittedDocument, readmeVariables } from './readme.ts'
import { newestText, provenance } from './sections.ts'

/** What the manifest says of a file besides its bytes. */
export type FileRecord = Omit<ManifestFile, 'path' | 'bytes' | 'sha256' | 'packedSha256'>

export interface PackDocument {
  /** SHA-256 over all that the bytes depend on: same key, same bytes. */
  readonly key: string
  readonly format: Format
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
  readonly leftOut: readonly OmittedDocument[]
}

/** Raise it with any change that makes the same words into other bytes. */
export const engine = '1.1.0'

const producer = 'Packhorse'

/** The words of a release: a pure function of the order and what the release is made of. */
export function composePack(
  definition: PackDefinition,
  order: FrozenOrder,
  composition: Composition,
): PackText {
  const context = contextOf(definition, order, composition)
  const { templates } = context
  const leftOut = omitted(context)
  const missing = leftOut.map(({ document }) => document)
  const applying = templates.documents.filter(({ meta }) => !missing.includes(meta.id))
  const numbered = applying.map((it) => compose(context, it, ''))
  const standalone = context.parts.filter(({ artefact }) => artefact.document === null)
  const tailored = standalone.map(({ artefact }) =>
    compose(context, tailoredTemplate(templates, artefact.id), 'tailored/'),
  )
  const documents = [...numbered, ...tailored]
  const readme = composeReadme(context, documents, leftOut)
  return {
    folder: `${definition.id}-pack-${slug(context.view.company.name)}`,
    documents: [...readme.files, ...documents.flatMap(({ files }) => files)],
    texts: [...readme.texts, ...tailored.flatMap(({ texts }) => texts), ...notices(context)],
    leftOut,
  }
}

/** The documents that this firm does not need, with the pack's own reason. */
function omitted({ definition, templates, variables }: Context): OmittedDocument[] {
  return definition.leftOut(variables).map(({ number, reason }) => {
    const template = templates.documents.find(({ meta }) => meta.number === number)
    if (!template) throw new Error(`${definition.id} leaves out ${number}, which has no template.`)
    return { document: template.meta.id, title: template.meta.title, reason }
  })
}

interface Composed {
  readonly template: DocumentTemplate
  /** One in each format. */
  readonly files: readonly PackDocument[]
  /** The same as Markdown, where the pack has that, too. */
  readonly texts: readonly PackMarkdown[]
}

function compose(context: Context, template: DocumentTemplate, folder: string): Composed {
  const { definition, order, view, labels, variables } = context
  const { meta } = template
  const own = context.parts.filter(({ artefact }) =>
    meta.number === null ? artefact.id === meta.id : artefact.document === meta.number,
  )
  const blocks = blocksOf(template, variables, labels)
  const tailored = newestText(own) !== null
  const printable: Printable = {
    title: meta.title,
    lang: 'en-GB',
    createdAt: newestText(own) ?? order.frozenAt,
    producer,
    tailored,
    cover: coverOf(definition, meta, view, tailored),
    footer: footerOf(view, meta.title, meta.lawAsOf),
    blocks,
  }
  const record: FileRecord = {
    document: meta.id,
    template: `${meta.id}@${meta.version}`,
    citations: basisOf(definition, meta.basis, variables),
    reviewed: meta.reviewed,
    accessible: true,
    sections: provenance(own),
  }
  const path = `${folder}${meta.id}`
  return {
    template,
    files: filesOf(path, ['pdf', ...meta.formats], printable, record),
    texts: meta.number === null ? [markdownOf(path, printable, record)] : [],
  }
}

function blocksOf(
  { meta, file, fill }: Template<object>,
  variables: View,
  labels: Labels,
): Block[] {
  const { markdown, values } = fill({ ...variables, document: meta })
  try {
    return parseMarkdown(markdown, labels, values)
  } catch (cause) {
    throw new Error(`${file} makes no document: ${(cause as Error).message}`, { cause })
  }
}

function tailoredTemplate({ tailored }: PackTemplates, id: string): DocumentTemplate {
  const template = tailored[id]
  if (!template) throw new Error(`There is no template tailored/${id}.md.hbs.`)
  return template
}

function composeReadme(
  { definition, composition, view, templates, labels, variables }: Context,
  documents: readonly Composed[],
  leftOut: readonly OmittedDocument[],
): Omit<Composed, 'template'> {
  const { meta } = templates.readme
  const contents = documents.map(({ template }) => template.meta)
  const own = readmeVariables(contents, leftOut)
  const blocks = blocksOf(templates.readme, { ...variables, ...own }, labels)
  const printable: Printable = {
    title: meta.title,
    lang: 'en-GB',
    createdAt: composition.datedAt,
    producer,
    tailored: false,
    cover: readmeCover(definition, composition, view),
    footer: footerOf(view, meta.title, definition.lawAsOf),
    blocks,
  }
  const record = noticeRecord('README', meta)
  return {
    files: filesOf('00-README', ['pdf'], printable, record),
    texts: [markdownOf('00-README', printable, record)],
  }
}

function notices({ templates, labels, variables }: Context): PackMarkdown[] {
  return noticeNames.map((name) => {
    const template = templates.notices[name]
    const { meta } = template
    const blocks = blocksOf(template, variables, labels)
    return markdownOf(name, { title: meta.title, blocks }, noticeRecord(name, meta))
  })
}

function noticeRecord(
  name: string,
  { version, reviewed }: { version: string; reviewed: string },
): FileRecord {
  const template = `${name}@${version}`
  return { document: null, template, citations: [], reviewed, accessible: true, sections: [] }
}

function markdownOf(
  path: string,
  { title, blocks }: Pick<Printable, 'title' | 'blocks'>,
  record: FileRecord,
): PackMarkdown {
  return { path: `${path}.md`, markdown: toMarkdown(title, blocks), record }
}

function filesOf(
  path: string,
  formats: readonly Format[],
  printable: Printable,
  record: FileRecord,
): PackDocument[] {
  const words = JSON.stringify(printable)
  return formats.map((format) => {
    const key = createHash('sha256').update(`${engine}\n${fontsKey}\n${format}\n${words}`)
    return { key: key.digest('hex'), format, path: `${path}.${format}`, printable, record }
  })
}
