// `npm run eval`: how well answers, and what the checks say of them, are worth.
import { parseArgs } from 'node:util'
import { UsageError } from '../clients/failure.ts'
import { runOnce } from '../site/root.ts'
import { ordersFor, readAnswers } from './eval/answers.ts'
import { judge } from './eval/judge.ts'
import { tableOf } from './eval/table.ts'
import { tallyOf } from './eval/tally.ts'

const usage = 'usage: npm run eval -- --answers FILE.jsonl [--json]'

await runOnce(async () => {
  const { file, asJson } = read(process.argv.slice(2))
  const orderOf = ordersFor(file)
  const judged = readAnswers(file).map((given) => judge(given, orderOf(given.firm)))
  const tally = tallyOf(judged)
  for (const line of asJson ? [] : tableOf(tally, judged)) console.log(line)
  console.log(JSON.stringify(tally))
})

function read(args: string[]): { file: string; asJson: boolean } {
  const options = { answers: { type: 'string' }, json: { type: 'boolean' } } as const
  const { values } = parseArgs({ args, options })
  if (!values.answers) throw new UsageError(`--answers names no file of answers; ${usage}`)
  return { file: values.answers, asJson: values.json ?? false }
}
