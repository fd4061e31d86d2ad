// `npm run reconcile`: holds Stripe against the orders, and repairs what is behind.
import { readArgs } from '../clients/arguments.ts'
import { UsageError } from '../clients/failure.ts'
import { runErrand } from '../site/desk.ts'
import type { Reconciled } from '../site/reconcile.ts'
import { runOnce } from '../site/root.ts'

const usage = 'usage: npm run reconcile [-- --days N] [--json]'

await runOnce(async () => {
  const { days, asJson } = read(process.argv.slice(2))
  const done = await runErrand('reconcile', { days })
  for (const line of linesOf(done)) console.log(line)
  const { length } = done.findings
  if (asJson) console.log(JSON.stringify({ ok: length === 0, ...done }))
  if (length > 0)
    throw new Error(
      length === 1
        ? '1 thing is not as it should be, or was not; it is named above.'
        : `${length} things are not as they should be, or were not; each is named above.`,
    )
})

function read(args: string[]): { days: number | null; asJson: boolean } {
  const options = { days: { type: 'string' }, json: { type: 'boolean' } } as const
  const { days, json = false } = readArgs({ args, options }, usage).values
  if (days !== undefined && !/^[1-9]\d{0,2}$/.test(days))
    throw new UsageError(`--days is “${days}”, but must be a number of days; ${usage}`)
  return { days: days === undefined ? null : Number(days), asJson: json }
}

function linesOf({ window, lookedUp, findings }: Reconciled): string[] {
  const payments = lookedUp === 1 ? '1 open payment' : `${lookedUp} open payments`
  return [
    `Looked up ${payments}, and what Stripe lists from ${window.from} until ${window.until}.`,
    ...(findings.length === 0 ? ['Orders and Stripe agree.'] : []),
    ...findings.map(({ kind, order, what }) => [kind, order, what].filter(Boolean).join('  ')),
  ]
}
