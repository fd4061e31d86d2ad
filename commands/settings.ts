// `npm run settings`: what an operator changes of the inference policy while it runs.
import { runErrand } from '../site/desk.ts'
import { runOnce } from '../site/root.ts'
import { readArguments } from './settings/arguments.ts'
import { linesOf } from './settings/lines.ts'

await runOnce(async () => {
  const { request, asJson } = readArguments(process.argv.slice(2))
  const answer = await runErrand('settings', request)
  for (const line of linesOf(request, answer)) console.log(line)
  if (asJson) console.log(JSON.stringify({ ok: true, verb: request.verb, ...answer }))
})
