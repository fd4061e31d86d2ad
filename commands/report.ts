// `npm run report`: what models and reviews cost, and what is left of the prices.
import { readArgs } from '../clients/arguments.ts'
import { readBase } from '../clients/config.ts'
import { UsageError } from '../clients/failure.ts'
import { runErrand } from '../site/desk.ts'
import { createReport, readReplica } from '../site/report.ts'
import { runOnce } from '../site/root.ts'
import { linesOf } from './report/lines.ts'

const usage = 'usage: npm run report -- [--days N] [--json]'

await runOnce(async () => {
  const { days, asJson } = read(process.argv.slice(2))
  const { reportingUrl, reviewEurosPerHour } = readBase(process.env)
  const report =
    reportingUrl === undefined
      ? await runErrand('report', { days })
      : await readReplica(reportingUrl, (db) => createReport(db, reviewEurosPerHour)(days))
  for (const line of linesOf(report)) console.log(line)
  if (asJson) console.log(JSON.stringify({ ok: true, ...report }))
})

function read(args: string[]): { days: number; asJson: boolean } {
  const options = { days: { type: 'string' }, json: { type: 'boolean' } } as const
  const { values } = readArgs({ args, options }, usage)
  const { days = '30', json: asJson = false } = values
  if (!/^[1-9]\d{0,3}$/.test(days))
    throw new UsageError(`--days is “${days}”, but must be a whole number from 1 to 9999; ${usage}`)
  return { days: Number(days), asJson }
}
