import type { FrontMatter } from '../text/templates.ts'
import type { Context } from './context.ts'
import { footerOf, readmeCover } from './cover.ts'
import { blocksOf, type Files, imprint, noticeFiles } from './files.ts'

const support =
  'Answer the e-mail that brought your receipt, and name the order. If a document is missing, does not open or is not what the shop described, we put it right or pay your money back. The terms that you agreed to say what else is refunded.'

/** A document that does not apply to the firm. */
export interface OmittedDocument {
  readonly document: string
  readonly title: string
  readonly reason: string
}

/** @param contents of the documents that the pack holds, in their order */
export function composeReadme(
  { definition, composition, view, templates, labels, variables }: Context,
  contents: readonly FrontMatter[],
  leftOut: readonly OmittedDocument[],
): Files {
  const { meta } = templates.readme
  const { title } = meta
  return noticeFiles('00-README', 'README', meta, {
    ...imprint,
    title,
    createdAt: composition.datedAt,
    tailored: false,
    cover: readmeCover(definition, composition, view),
    footer: footerOf(view, title, definition.lawAsOf),
    blocks: blocksOf(templates.readme, { ...variables, contents, leftOut, support }, labels),
  })
}
