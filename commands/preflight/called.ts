import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Reason, reasons } from '../../pack/reason.ts'
import { readRunbook } from './runbook.ts'

/** How a text may fail; what is not yet, or was paid back, is no failure. */
const failures = reasons.filter((reason) => reason !== 'not-yet' && reason !== 'refunded')

const runbook = join(import.meta.dirname, '..', '..', 'docs', 'runbook.md')

/** By the urgency: what for. Empty where a reason stands in no row of the runbook. */
export function whoIsCalled(): Record<string, string> {
  const rows = readRunbook(readFileSync(runbook, 'utf8'))
  const callsOf = (reason: Reason) =>
    rows.find(({ signs }) => signs.some(({ kind, name }) => kind === 'reason' && name === reason))
      ?.calls ?? ''
  const byCall = Map.groupBy(failures, callsOf)
  const said = [...byCall].map(([calls, names]) =>
    calls === '' ? '' : `${names.join(', ')}: ${calls}`,
  )
  return { 'who is called': said.includes('') ? '' : said.join('; ') }
}
