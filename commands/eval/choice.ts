import type { Endpoint } from '../../inference/route/endpoints.ts'
import type { ModelTier } from '../../pack/order.ts'
import { missedBy } from './marks.ts'
import type { Score } from './score.ts'

/** What one endpoint was found to do. */
export interface Evaluated {
  readonly endpoint: Endpoint<ModelTier>
  readonly scores: readonly Score[]
}

export interface Choice {
  readonly operation: string
  /** The cheapest that meets the marks; null: none does. */
  readonly endpoint: string | null
  /** Of a text; null: no price is known of it. */
  readonly micros: number | null
  /** Of the others, by name: the marks missed; empty: it is dearer, or its price is not known. */
  readonly others: Readonly<Record<string, readonly string[]>>
}

/** For each operation the cheapest that meets the marks; of equals the first. */
export function choicesOf(evaluated: readonly Evaluated[]): Choice[] {
  const operations = new Set(
    evaluated.flatMap(({ scores }) => scores.map(({ operation }) => operation)),
  )
  return [...operations].map((operation) => choiceOf(operation, evaluated))
}

function choiceOf(operation: string, evaluated: readonly Evaluated[]): Choice {
  const candidates = evaluated.flatMap(({ endpoint: { name }, scores }) => {
    const score = scores.find((one) => one.operation === operation)
    return score ? [{ name, micros: score.microsPerText, missed: missedBy(score) }] : []
  })
  const [best] = candidates
    .filter(({ missed }) => missed.length === 0)
    .toSorted((a, b) => costOf(a) - costOf(b))
  const others = candidates.filter(({ name }) => name !== best?.name)
  return {
    operation,
    endpoint: best?.name ?? null,
    micros: best?.micros ?? null,
    others: Object.fromEntries(others.map(({ name, missed }) => [name, missed])),
  }
}

/** What has no price is not called cheap. */
function costOf({ micros }: { readonly micros: number | null }): number {
  return micros ?? Number.MAX_VALUE
}
