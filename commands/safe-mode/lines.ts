import { scopeWords } from '../../pack/setting-scope.ts'
import type { RecordedChange } from '../../store/policy/settings.ts'

/** Where it is on, and what of that is left out; by whom and why. */
export function linesOf(standing: readonly RecordedChange[]): string[] {
  const on = standing.filter(({ value }) => value === true)
  if (on.length === 0) return ['Safe mode is off.']
  const but = standing.filter(({ value }) => value === false)
  return [
    ...on.flatMap((one) => told(`Safe mode is on for ${scopeWords(one)}`, one)),
    ...but.flatMap((one) => told(`But it is off for ${scopeWords(one)}`, one)),
  ]
}

function told(what: string, { until, at, by, why }: RecordedChange): string[] {
  const end = until === null ? 'until that is changed' : `until ${until}`
  return [`${what}, ${end}.`, `  ${at} by ${by}: ${why}`]
}
