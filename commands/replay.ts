// `npm run replay`: what was said in one call of a model, and the same call made again elsewhere.
import { userInfo } from 'node:os'
import { readArgs } from '../clients/arguments.ts'
import { UsageError } from '../clients/failure.ts'
import { unsupportedCharacters } from '../documents/type/characters.ts'
import { checkAnswer } from '../inference/checks/check-answer.ts'
import { assignmentFor } from '../inference/job/assignment.ts'
import type { Exchange } from '../inference/job/exchange.ts'
import { replay } from '../inference/ledger/replay.ts'
import { runErrand } from '../site/desk.ts'
import type { RecordedCall } from '../site/recorded-call.ts'
import { runOnce } from '../site/root.ts'

const usage =
  'usage: npm run replay -- ATTEMPT [--endpoint URL --model M [--key-env NAME]] [--by NAME --why TEXT] [--json]'

interface Judged {
  readonly model: string
  /** `accepted`, or why the answer is of no use. */
  readonly verdict: string
  readonly faults: readonly string[]
  readonly text: string | null
  /** How the server rejected the call, in its own words. */
  readonly rejection: string | null
}

await runOnce(async () => {
  const { request, elsewhere, asJson } = read(process.argv.slice(2))
  const call = await runErrand('replay', request)
  const said = call.said as Exchange
  const { text, rejection = null } = said
  const recorded = { model: call.model, ...judged(call, text, call.verdict), text, rejection }
  const answers = { recorded, again: elsewhere && (await again(call, said, elsewhere)) }
  for (const line of linesOf(call, answers)) console.log(line)
  if (asJson) console.log(JSON.stringify({ ok: true, attempt: request.attempt, ...answers }))
})

interface Elsewhere {
  readonly url: string
  readonly model: string
  readonly key: string | null
}

function read(args: string[]) {
  const text = { type: 'string' } as const
  const elsewhereToo = { endpoint: text, model: text, 'key-env': text } as const
  const options = { ...elsewhereToo, by: text, why: text, json: { type: 'boolean' } } as const
  const { values, positionals } = readArgs({ args, options, allowPositionals: true }, usage)
  const [attempt, ...more] = positionals
  if (attempt === undefined || more.length > 0)
    throw new UsageError(`it takes the number of one call; ${usage}`)
  const { by = userInfo().username, why = 'replay' } = values
  const elsewhere = elsewhereOf(values.endpoint, values.model, values['key-env'])
  return { request: { attempt, by, why }, elsewhere, asJson: values.json ?? false }
}

function elsewhereOf(url?: string, model?: string, keyName?: string): Elsewhere | null {
  if ((url === undefined) !== (model === undefined) || (keyName && url === undefined))
    throw new UsageError(`--endpoint and --model go together; ${usage}`)
  if (url === undefined || model === undefined) return null
  if (!/^https?:\/\/\S+$/.test(url))
    throw new UsageError(
      `--endpoint is “${url}”, but must be a URL such as http://host/v1; ${usage}`,
    )
  const key = keyName === undefined ? null : process.env[keyName]
  if (key === undefined) throw new UsageError(`${keyName} is not set, so there is no key; ${usage}`)
  return { url, model, key }
}

async function again(call: RecordedCall, said: Exchange, elsewhere: Elsewhere): Promise<Judged> {
  const { text, model, failure, symptom, rejection } = await replay(said, elsewhere)
  const verdict = [failure ?? 'accepted', symptom].filter(Boolean).join(', ')
  return { model, ...judged(call, text, verdict), text, rejection }
}

/** By the checks of this version, where there is an answer to hold against them. */
function judged(call: RecordedCall, text: string | null, verdict: string) {
  const assignment = assignmentFor(call)
  if (text === null || assignment === null) return { verdict, faults: [] }
  const { failure, faults } = checkAnswer(text, assignment, unsupportedCharacters)
  return { verdict: failure ?? 'accepted', faults }
}

function linesOf(call: RecordedCall, answers: { recorded: Judged; again: Judged | null }) {
  const { order, artefact, part, round, tier, endpoint, startedAt, verdict } = call
  const of = [order.id, artefact, part, `round ${round}`, tier].filter(Boolean).join(' · ')
  return [
    of,
    `${startedAt} · ${endpoint} · judged then: ${verdict}`,
    ...answerLines('Recorded', answers.recorded),
    ...(answers.again === null
      ? ['', 'Not asked again; --endpoint URL --model M does.']
      : answerLines('Again', answers.again)),
  ]
}

function answerLines(title: string, { model, verdict, faults, text, rejection }: Judged): string[] {
  const said =
    text ?? (rejection === null ? '(no answer)' : `(no answer; the server said: ${rejection})`)
  return ['', `${title} · ${model} · ${verdict}`, ...faults.map((fault) => `  - ${fault}`), said]
}
