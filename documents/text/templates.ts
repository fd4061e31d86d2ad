import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { refuseWrongDirectives } from './directives.ts'
import { compileTemplate, type Fill } from './handlebars.ts'

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-11-21')
const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version such as 1.0.0')

/** What a document or a standalone artefact says of itself. */
const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Catalogue number; null: a standalone artefact. */
  number: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  title: z.string().min(1),
  /** Ids of entries in the pack's `sources.yaml`. */
  basis: z.array(z.string().min(1)),
  version,
  lawAsOf: isoDate,
  reviewed: isoDate,
  /** Minutes that filling it in takes. */
  minutes: z.int().positive(),
  need: z.enum(['now', 'later', 'good-practice']),
  summary: z.string().min(1),
  signedBy: z.string().min(1),
  /** Besides PDF: what people edit is DOCX, what they keep up to date XLSX. */
  formats: z.array(z.enum(['docx', 'xlsx'])).default([]),
})

const noticeFrontMatter = z.object({ title: z.string().min(1), version, reviewed: isoDate })

export type FrontMatter = z.infer<typeof frontMatter>
export type NoticeFrontMatter = z.infer<typeof noticeFrontMatter>

export interface Template<Meta> {
  readonly meta: Meta
  /** Path of the file, for errors. */
  readonly file: string
  readonly fill: Fill
}

export type DocumentTemplate = Template<FrontMatter>

/** The notices that every pack carries, in the zip's order. */
export const noticeNames = ['LICENCE', 'DISCLAIMER', 'AI-NOTICE', 'SOURCES', 'CHANGELOG'] as const

export interface PackTemplates {
  /** In catalogue order. */
  readonly documents: readonly DocumentTemplate[]
  /** Standalone artefacts by artefact id. */
  readonly tailored: Readonly<Record<string, DocumentTemplate>>
  readonly readme: Template<NoticeFrontMatter>
  readonly notices: Readonly<Record<(typeof noticeNames)[number], Template<NoticeFrontMatter>>>
}

const ours = join(import.meta.dirname, '..', '..', 'templates')
const loaded = new Map<string, PackTemplates>()

/**
 * All templates of a pack, compiled once per process. Throws with file and line when one is broken.
 * @param root the folder that holds `<pack>/` and `every-pack/`
 */
export function templatesOf(pack: string, root = ours): PackTemplates {
  const folder = join(root, pack)
  const known = loaded.get(folder)
  if (known) return known
  const fresh = load(folder, join(root, 'every-pack'))
  loaded.set(folder, fresh)
  return fresh
}

function load(folder: string, everyPack: string): PackTemplates {
  const standalone = join(folder, 'tailored')
  const tailored = (existsSync(standalone) ? templateFiles(standalone) : []).map(loadDocument)
  const notice = (name: string) => loadNotice(join(everyPack, `${name}.md.hbs`))
  return {
    documents: templateFiles(folder).map(loadDocument),
    tailored: Object.fromEntries(tailored.map((template) => [template.meta.id, template])),
    readme: notice('README'),
    notices: Object.fromEntries(
      noticeNames.map((name) => [name, notice(name)]),
    ) as PackTemplates['notices'],
  }
}

function templateFiles(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md.hbs'))
  return files.sort().map((file) => join(folder, file))
}

function loadDocument(file: string): DocumentTemplate {
  const template = loadTemplate(file, frontMatter)
  const { id } = template.meta
  if (!file.endsWith(`${id}.md.hbs`))
    throw new Error(`${file} names itself ${id}; its id must be its file name.`)
  return template
}

function loadNotice(file: string): Template<NoticeFrontMatter> {
  return loadTemplate(file, noticeFrontMatter)
}

function loadTemplate<Meta>(file: string, schema: z.ZodType<Meta>): Template<Meta> {
  const [, front, body] = /^(---\n[\s\S]*?\n---\n)([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? []
  if (front === undefined || body === undefined)
    throw new Error(`${file}:1 has no front matter; it starts with a block between --- lines.`)
  const meta = schema.safeParse(parse(front.replaceAll('---\n', '')))
  if (!meta.success) throw new Error(`${file}:1 ${z.prettifyError(meta.error)}`)
  const origin = { file, linesAbove: front.split('\n').length - 1 }
  refuseWrongDirectives(body, origin)
  return { meta: meta.data, file, fill: compileTemplate(body, origin) }
}
