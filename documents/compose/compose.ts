import type { PackDefinition } from '../../catalogue/definition.ts'
import { correctedAt } from '../../pack/correction.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import { slug } from '../../pack/wording.ts'
import type { Printable } from '../printable.ts'
import type { DocumentTemplate, PackTemplates } from '../text/templates.ts'
import { basisOf } from './citations.ts'
import { type Context, contextOf } from './context.ts'
import { coverOf, footerOf } from './cover.ts'
import {
  blocksOf,
  type FileRecord,
  type Files,
  filesOf,
  imprint,
  markdownOf,
  type PackDocument,
  type PackMarkdown,
} from './files.ts'
import { composeNotices } from './notices.ts'
import { composeReadme, type OmittedDocument } from './readme.ts'
import { newestText, provenance } from './sections.ts'

/** A release in words, before any of it is rendered; plain JSON. */
export interface PackText {
  /** The zip's top folder. */
  readonly folder: string
  readonly documents: readonly PackDocument[]
  readonly texts: readonly PackMarkdown[]
  readonly leftOut: readonly OmittedDocument[]
}

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
  const contents = documents.map(({ template }) => template.meta)
  const readme = composeReadme(context, contents, leftOut)
  const all: readonly Files[] = [readme, ...documents, ...composeNotices(context)]
  return {
    folder: `${definition.id}-pack-${slug(context.view.company.name)}-v${composition.version}`,
    documents: all.flatMap(({ files }) => files),
    texts: all.flatMap(({ texts }) => texts),
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

interface Composed extends Files {
  readonly template: DocumentTemplate
}

function compose(context: Context, template: DocumentTemplate, folder: string): Composed {
  const { definition, order, view, labels, variables } = context
  const { meta } = template
  const own = context.parts.filter(({ artefact }) =>
    meta.number === null ? artefact.id === meta.id : artefact.document === meta.number,
  )
  const corrected = correctedAt(order, meta.id)
  const answers = corrected === null ? {} : { answeredOn: corrected.slice(0, 10) }
  const blocks = blocksOf(template, { ...variables, ...answers }, labels)
  const tailored = newestText(own)
  const printable: Printable = {
    ...imprint,
    title: meta.title,
    createdAt: later(tailored ?? order.frozenAt, corrected),
    tailored: tailored !== null,
    cover: coverOf(definition, meta, view, tailored !== null),
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

/** Of two times in ISO 8601; the second may be none. */
function later(time: string, other: string | null): string {
  return other !== null && other > time ? other : time
}

function tailoredTemplate({ tailored }: PackTemplates, id: string): DocumentTemplate {
  const template = tailored[id]
  if (!template) throw new Error(`There is no template tailored/${id}.md.hbs.`)
  return template
}
