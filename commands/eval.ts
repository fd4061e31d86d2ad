// `npm run eval`: how well a model, or answers that are there, do by the checks of this product.
import { readBase } from '../clients/config.ts'
import { untilStopped } from '../clients/signals.ts'
import type { Endpoint } from '../inference/route/endpoints.ts'
import type { ModelTier } from '../pack/order.ts'
import { runOnce } from '../site/root.ts'
import { ordersFor, readAnswers } from './eval/answers.ts'
import { askAll, type Findings } from './eval/ask.ts'
import { choicesOf } from './eval/choice.ts'
import { endpointOf, endpointsIn, unlisted } from './eval/endpoints.ts'
import { judge } from './eval/judge.ts'
import { findingLines } from './eval/lines.ts'
import { marks } from './eval/marks.ts'
import { type Request, readRequest } from './eval/request.ts'
import { tableOf } from './eval/table.ts'
import { tallyOf } from './eval/tally.ts'

const { env } = process

await runOnce(async () => {
  const request = readRequest(process.argv.slice(2))
  const { answers, compare, endpoint, tier, asJson } = request
  if (answers !== null) judgeAnswers(answers, asJson)
  else if (compare !== null) await ask(request, endpointsIn(compare, tier, env))
  else if (endpoint !== null) await ask(request, [endpointOf(endpoint, tier, env)])
  else await askStandIn(request)
})

function judgeAnswers(file: string, asJson: boolean): void {
  const orderOf = ordersFor(file)
  const judged = readAnswers(file).map((given) => judge(given, orderOf(given.firm)))
  const tally = tallyOf(judged)
  for (const line of asJson ? [] : tableOf(tally, judged)) console.log(line)
  console.log(JSON.stringify(tally))
}

async function ask(request: Request, endpoints: readonly Endpoint<ModelTier>[]): Promise<void> {
  const { operations, cases: count } = request
  const { timeouts } = readBase(env)
  const findings = await askAll(endpoints, { operations, count, timeouts, signal: untilCtrlC() })
  print(findings, request)
}

function untilCtrlC(): AbortSignal {
  const stop = new AbortController()
  const why = 'Stopped before all cases were asked; of so few nothing can be said.'
  void untilStopped().then(() => stop.abort(new Error(why)))
  return stop.signal
}

function print({ evaluated, leftOut }: Findings, { asJson, compare }: Request): void {
  const choices = compare === null ? null : choicesOf(evaluated)
  if (!asJson) for (const line of findingLines({ evaluated, leftOut }, choices)) console.log(line)
  const endpoints = evaluated.map(({ endpoint, scores }) => {
    const { name, url, model, tier, slots, pricePerMTok } = endpoint
    return { name, url, model, tier, slots, pricePerMTok, scores }
  })
  if (asJson) console.log(JSON.stringify({ ok: true, marks, endpoints, leftOut, choices }))
}

/** So that the command can be seen at work without a model. */
async function askStandIn(request: Request): Promise<void> {
  const { startStandInModel } = await import('../dev/stand-in-model.ts')
  const server = await startStandInModel({ models: ['stand-in'] })
  try {
    await ask(request, [{ ...unlisted(server.url, 'stand-in'), tier: request.tier ?? '4b' }])
  } finally {
    await server.close()
  }
  if (!request.asJson)
    console.log(
      'A stand-in was asked, so this measures the harness, not a model: name one by --endpoint URL --model M.',
    )
}
