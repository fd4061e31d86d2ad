import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { loading, running, written } from '../../.dependency-cruiser.mjs'

export interface Breach {
  readonly rule: string
  readonly why: string
  /** Paths below the tree. */
  readonly from: string
  readonly to: string
}

const views = [written, running, loading]

/** Every rule of the law by name, with its reason. */
export const lawRules: ReadonlyMap<string, string> = new Map(
  views.flatMap(({ forbidden }) => forbidden.map(({ name = '', comment = '' }) => [name, comment])),
)

/** Holds the files and folders `within` a tree (paths below it) against the law. */
export async function breachesOf(tree: string, within: readonly string[]): Promise<Breach[]> {
  const tsConfig: unknown = extractTSConfig(join(import.meta.dirname, '../../tsconfig.json'))
  const found: Breach[] = []
  for (const { forbidden, options } of views) {
    const validation = { baseDir: tree, validate: true, ruleSet: { forbidden } }
    const cruised = await cruise([...within], { ...options, ...validation }, {}, { tsConfig })
    found.push(...breachesIn(cruised.output))
  }
  return found
}

function breachesIn(result: ICruiseResult | string): Breach[] {
  if (typeof result === 'string') throw new Error(`dependency-cruiser answered: ${result}`)
  return result.summary.violations.map(({ rule, from, to }) => {
    return { rule: rule.name, why: lawRules.get(rule.name) ?? '', from, to }
  })
}
