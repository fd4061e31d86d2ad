import { join } from 'node:path'
import { z } from 'zod'
import { jurisdiction, readKnowledge, standing } from './read.ts'

/** An entry of a pack's list of sources, as a firm's own law has it. */
export interface LegalSource {
  readonly id: string
  /** As cited: `GDPR Art. 30`; `GDPR and UK GDPR Art. 30` for a firm under both. */
  readonly cite: string
  readonly title: string
  /** One for each law. */
  readonly urls: readonly string[]
  readonly standing: z.infer<typeof standing>
}

/** One text for all, or one by jurisdiction. */
const each = z.union([z.string(), z.partialRecord(jurisdiction, z.string())])
type Each = z.infer<typeof each>

const entry = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  /** A provision of one of `laws`, which has another name in each jurisdiction. */
  law: z.string().optional(),
  cite: each,
  /** None: the law's own. */
  url: each.optional(),
  /** Whose law it is; none named: everybody's. */
  jurisdictions: z.array(jurisdiction).optional(),
  standing: standing.default('law'),
  /** How far what is said of it was checked, and when; left out: with the pack, at second hand. */
  status: z.enum(['source', 'second-hand', 'for-a-lawyer']).default('second-hand'),
  checked: z.iso.date().default('2026-11-20'),
})

const law = z.partialRecord(jurisdiction, z.strictObject({ name: z.string(), url: z.url() }))
type Law = z.infer<typeof law>

const file = z.strictObject({
  laws: z.record(z.string(), law).default({}),
  sources: z.array(entry),
})
type File = z.infer<typeof file>
type Jurisdiction = z.infer<typeof jurisdiction>

const loaded = new Map<string, File>()

function load(pack: string): File {
  const path = join(import.meta.dirname, pack, 'sources.yaml')
  const known = loaded.get(path) ?? readKnowledge(path, file)
  loaded.set(path, known)
  return known
}

/** A provision, in whichever law, and how far it was checked. */
export type CheckedSource = LegalSource & Pick<File['sources'][number], 'status' | 'checked'>

/** Every source of a pack, as a firm under all laws has it. */
export function everySource(pack: string): CheckedSource[] {
  const { laws, sources } = load(pack)
  return sources.map((source) => {
    const whose = source.jurisdictions ?? jurisdiction.options
    const { status, checked } = source
    return { ...sourceFor(source, whose, laws[source.law ?? '']), status, checked }
  })
}

/** What a pack may cite, whomever it is for. */
export function sourceIds(pack: string): string[] {
  return load(pack).sources.map(({ id }) => id)
}

/** The sources that bear on a firm under these laws, in the file's order. */
export function sourcesOf(pack: string, jurisdictions: readonly string[]): LegalSource[] {
  const { laws, sources } = load(pack)
  return sources.flatMap((source) => {
    const whose = jurisdiction.options.filter(
      (one) => jurisdictions.includes(one) && (source.jurisdictions?.includes(one) ?? true),
    )
    return whose.length > 0 ? [sourceFor(source, whose, laws[source.law ?? ''])] : []
  })
}

function sourceFor(
  { id, title, cite, url, standing }: File['sources'][number],
  whose: readonly Jurisdiction[],
  law: Law = {},
): LegalSource {
  const laws = new Map<string, string[]>()
  for (const one of whose) {
    const provision = of(cite, one)
    laws.set(provision, [...(laws.get(provision) ?? []), law[one]?.name ?? ''])
  }
  const cited = [...laws].map(([provision, names]) =>
    `${[...new Set(names)].join(' and ')} ${provision}`.trim(),
  )
  const urls = new Set(whose.map((one) => of(url ?? law[one]?.url ?? '', one)))
  return { id, title, cite: cited.join('; '), urls: [...urls], standing }
}

function of(text: Each, whose: Jurisdiction): string {
  return typeof text === 'string' ? text : (text[whose] ?? '')
}
