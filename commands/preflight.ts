// `npm run preflight`: what holds for each text that a model may write, before it is let write any.
import { readArgs } from '../clients/arguments.ts'
import { runOnce } from '../site/root.ts'
import { readFlights } from './preflight/flights.ts'
import { emptyLines, linesOf } from './preflight/lines.ts'

const usage = 'usage: npm run preflight [-- --json]'

await runOnce(async () => {
  const { values } = readArgs(
    { args: process.argv.slice(2), options: { json: { type: 'boolean' } } },
    usage,
  )
  const flights = readFlights(process.env)
  for (const line of linesOf(flights)) console.log(line)
  const empty = emptyLines(flights)
  if (values.json) console.log(JSON.stringify({ ok: empty.length === 0, empty, flights }))
  if (empty.length > 0)
    throw new Error(`Nothing is said of ${empty.join('; ')}, so no model may write it.`)
})
