import type { RecordedChange } from '../../store/policy/settings.ts'

/** Where it is on, by whom and why. */
export function linesOf(standing: readonly RecordedChange[]): string[] {
  if (standing.length === 0) return ['Safe mode is off.']
  return standing.flatMap(({ tier, operation, until, at, by, why }) => {
    const where =
      [operation, tier && `the ${tier} tier`].filter(Boolean).join(' of ') || 'everything'
    const end = until === null ? 'until it is turned off' : `until ${until}`
    return [`Safe mode is on for ${where}, ${end}.`, `  ${at} by ${by}: ${why}`]
  })
}
