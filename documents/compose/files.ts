import { createHash } from 'node:crypto'
import type { View } from '../../pack/artefact.ts'
import type { Format } from '../format.ts'
import type { ManifestFile } from '../manifest-schema.ts'
import type { Printable } from '../printable.ts'
import type { Block } from '../text/blocks.ts'
import { toMarkdown } from '../text/markdown.ts'
import { type Labels, parseMarkdown } from '../text/parse.ts'
import type { NoticeFrontMatter, Template } from '../text/templates.ts'
import { fontsKey } from '../type/fonts.ts'

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

/** One text in the formats that the pack has it in. */
export interface Files {
  readonly files: readonly PackDocument[]
  /** The same as Markdown, where the pack has that, too. */
  readonly texts: readonly PackMarkdown[]
}

/** Raise it with any change that makes the same words into other bytes. */
export const engine = '1.2.0'

/** What every document has alike. */
export const imprint = { lang: 'en-GB', producer: 'Packhorse' } as const

export function blocksOf(
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

/** README and notices: a PDF, and Markdown for whoever has only a terminal. */
export function noticeFiles(
  path: string,
  name: string,
  { version, reviewed }: NoticeFrontMatter,
  printable: Printable,
): Files {
  const template = `${name}@${version}`
  const about = { document: null, citations: [], accessible: true, sections: [] }
  const record: FileRecord = { template, reviewed, ...about }
  return {
    files: filesOf(path, ['pdf'], printable, record),
    texts: [markdownOf(path, printable, record)],
  }
}

export function markdownOf(
  path: string,
  { title, blocks }: Printable,
  record: FileRecord,
): PackMarkdown {
  return { path: `${path}.md`, markdown: toMarkdown(title, blocks), record }
}

export function filesOf(
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
