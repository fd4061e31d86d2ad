// `npm run audit`: holds each order against Stripe, the storage, the mail and the model servers' logs.
import { resolve } from 'node:path'
import { readArgs } from '../clients/arguments.ts'
import { UsageError } from '../clients/failure.ts'
import { duration } from '../clients/variables.ts'
import { runErrand } from '../site/desk.ts'
import { runOnce } from '../site/root.ts'
import { linesOf } from './audit/lines.ts'
import { createProgress } from './audit/progress.ts'

const usage =
  'usage: npm run audit [-- --model-log FILE … --mail FOLDER --grace PT10M --days N --no-files --json]'

await runOnce(async () => {
  const { asked, asJson } = read(process.argv.slice(2))
  const audited = await runErrand('audit', asked, createProgress(console.error))
  for (const line of linesOf(audited)) console.log(line)
  const found = audited.rules.reduce((sum, rule) => sum + rule.found, 0)
  if (asJson) console.log(JSON.stringify({ ok: found === 0, ...audited }))
  if (found > 0)
    throw new Error(
      found === 1
        ? '1 thing is not as it should be; it is named above.'
        : `${found} things are not as they should be; each is named above.`,
    )
})

function read(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const logs = { type: 'string', multiple: true } as const
  const options = {
    ...{ 'model-log': logs, mail: text, grace: text, days: text },
    ...{ 'no-files': flag, json: flag },
  } as const
  const { values } = readArgs({ args, options }, usage)
  const { mail, days, json = false } = values
  const asked = {
    grace: graceIn(values.grace ?? 'PT10M'),
    since: days === undefined ? undefined : daysAgo(days),
    mail: mail === undefined ? undefined : resolve(mail),
    modelLogs: (values['model-log'] ?? []).map((file) => resolve(file)),
    files: values['no-files'] !== true,
  }
  return { asked, asJson: json }
}

function graceIn(given: string): number {
  const read = duration.safeParse(given)
  if (read.success) return read.data
  throw new UsageError(`--grace is “${given}”, but must be an ISO 8601 duration; ${usage}`)
}

function daysAgo(given: string): string {
  if (!/^[1-9]\d{0,3}$/.test(given))
    throw new UsageError(`--days is “${given}”, but must be a number of days; ${usage}`)
  return new Date(Date.now() - Number(given) * 86_400_000).toISOString()
}
