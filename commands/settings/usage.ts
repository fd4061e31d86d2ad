import { UsageError } from '../../clients/failure.ts'

export const usage =
  'usage: npm run settings -- list | history [KEY] | set KEY VALUE | unset KEY, both with --by NAME --why TEXT and perhaps --operation ID --risk low|medium|high --tier 4b|32b --share PERCENT --until ISO-TIME | breaker list | breaker open|close|release ENDPOINT, the three with --by NAME --why TEXT and perhaps --model NAME, the first two with --until ISO-TIME or --for PT1H; all take --json'

/** @returns ISO 8601, UTC */
export function timeOf(text: string): string {
  const time = new Date(text)
  if (/^\d{4}-\d\d-\d\dT/.test(text) && time.getTime() > Date.now()) return time.toISOString()
  throw new UsageError(
    `--until is “${text}”, but must be a time to come, such as 2027-01-31T18:00:00Z.`,
  )
}
