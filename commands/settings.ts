// `npm run settings`: what an operator changes of the inference policy while it runs.
import { runErrand } from '../site/desk.ts'
import { runOnce } from '../site/root.ts'
import { type Asked, readArguments } from './settings/arguments.ts'
import { breakerLines } from './settings/breaker-lines.ts'
import { linesOf } from './settings/lines.ts'

await runOnce(async () => {
  const { asked, asJson } = readArguments(process.argv.slice(2))
  const { lines, answer } = await answerTo(asked)
  for (const line of lines) console.log(line)
  if (asJson) console.log(JSON.stringify({ ok: true, verb: asked.request.verb, ...answer }))
})

async function answerTo(asked: Asked) {
  if (asked.errand === 'breakers') {
    const answer = await runErrand('breakers', asked.request)
    return { answer, lines: breakerLines(asked.request, answer) }
  }
  const answer = await runErrand('settings', asked.request)
  return { answer, lines: linesOf(asked.request, answer) }
}
