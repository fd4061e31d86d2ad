import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** An entry of a pack's list of sources, as a firm's own law has it. */
export interface Source {
  readonly id: string
  /** As cited: `GDPR Art. 30`; `GDPR and UK GDPR Art. 30` for a firm under both. */
  readonly cite: string
  readonly title: string
  readonly url: string
}

/** One text for all, or one by jurisdiction: `EU`, `UK`. */
type Each = string | Readonly<Record<string, string>>

interface Entry {
  readonly id: string
  readonly title: string
  /** A provision of one of `laws`, which has another name in each jurisdiction. */
  readonly law?: string
  readonly cite: Each
  /** None: the law's own. */
  readonly url?: Each
  /** Whose law it is; none named: everybody's. */
  readonly jurisdictions?: readonly string[]
}

interface Law {
  readonly name: string
  readonly url: string
}

interface File {
  readonly laws?: Readonly<Record<string, Readonly<Record<string, Law>>>>
  readonly sources: readonly Entry[]
}

const loaded = new Map<string, File>()

function load(pack: string): File {
  const file = join(import.meta.dirname, pack, 'sources.yaml')
  const known = loaded.get(file) ?? (parse(readFileSync(file, 'utf8')) as File)
  loaded.set(file, known)
  return known
}

/** What a pack may cite, whomever it is for. */
export function sourceIds(pack: string): string[] {
  return load(pack).sources.map(({ id }) => id)
}

/** The sources that bear on a firm under these laws, in the file's order. */
export function sourcesOf(pack: string, jurisdictions: readonly string[]): Source[] {
  const { laws = {}, sources } = load(pack)
  return sources.flatMap((entry) => {
    const whose = jurisdictions.filter((one) => entry.jurisdictions?.includes(one) ?? true)
    return whose.length > 0 ? [sourceFor(entry, whose, laws[entry.law ?? ''])] : []
  })
}

function sourceFor(
  { id, title, cite, url }: Entry,
  whose: readonly string[],
  law: Readonly<Record<string, Law>> = {},
): Source {
  const laws = new Map<string, string[]>()
  for (const one of whose) {
    const provision = of(cite, one)
    laws.set(provision, [...(laws.get(provision) ?? []), law[one]?.name ?? ''])
  }
  const cited = [...laws].map(([provision, names]) =>
    `${[...new Set(names)].join(' and ')} ${provision}`.trim(),
  )
  const [first = ''] = whose
  return { id, title, cite: cited.join('; '), url: of(url ?? law[first]?.url ?? '', first) }
}

function of(each: Each, jurisdiction: string): string {
  return typeof each === 'string' ? each : (each[jurisdiction] ?? '')
}
