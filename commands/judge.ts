// `npm run judge`: how well the judge agrees with people, measured and kept; below the mark it only watches.
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { readArgs } from '../clients/arguments.ts'
import { readBase } from '../clients/config.ts'
import { UsageError } from '../clients/failure.ts'
import { untilStopped } from '../clients/signals.ts'
import type { Calibration } from '../pack/calibration.ts'
import { runErrand } from '../site/desk.ts'
import { runOnce } from '../site/root.ts'
import { endpointsOf } from '../workers/endpoints-of.ts'
import { createProgress } from './eval/progress.ts'
import { readLabelled } from './judge/labelled.ts'
import { lineOf } from './judge/lines.ts'
import { calibrationOf, verdictsOf } from './judge/measure.ts'

const usage =
  'usage: npm run judge -- show | calibrate, that perhaps with --answers FILE.jsonl --by NAME --dry-run; both take --json'

const { env } = process

await runOnce(async () => {
  const { verb, asJson, ...asked } = read(process.argv.slice(2))
  const measured = verb === 'show' ? await standing() : await calibrate(asked)
  for (const one of measured) console.log(lineOf(one))
  if (measured.length === 0)
    console.log('No judge was measured; npm run judge -- calibrate does it.')
  if (asJson) console.log(JSON.stringify({ ok: true, calibrations: measured }))
})

interface Asked {
  readonly answers: string
  readonly by: string
  readonly isDry: boolean
}

function read(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { answers: text, by: text, 'dry-run': flag, json: flag }
  const { values, positionals } = readArgs({ args, options, allowPositionals: true }, usage)
  const [verb, ...more] = positionals
  if ((verb !== 'show' && verb !== 'calibrate') || more.length > 0)
    throw new UsageError(`it takes the word show or calibrate; ${usage}`)
  const usual = join(import.meta.dirname, '..', 'test', 'answers', 'answers.jsonl')
  const { answers = usual, by = userInfo().username, json: asJson = false } = values
  return { verb, answers, by, isDry: values['dry-run'] ?? false, asJson }
}

async function calibrate({ answers, by, isDry }: Asked): Promise<Calibration[]> {
  const endpoints = endpointsOf('judge', env)
  if (endpoints.length === 0)
    throw new UsageError(
      `no judge is named; set VLLM_JUDGE_URLS, or the tier judge in ENDPOINTS_FILE; ${usage}`,
    )
  const labelled = readLabelled(answers)
  const { timeouts } = readBase(env)
  const stop = new AbortController()
  void untilStopped().then(() => stop.abort(new Error('Stopped before all answers were judged.')))
  const measured: Calibration[] = []
  for (const endpoint of endpoints.filter(isFirstOfModel)) {
    const done = createProgress(endpoint.name, labelled.length)
    const given = { endpoint, answers: labelled, timeouts, signal: stop.signal, done }
    const calibration = calibrationOf(endpoint.model, await verdictsOf(given))
    if (!isDry) await runErrand('calibrations', { calibration, by })
    measured.push(calibration)
  }
  return measured
}

function isFirstOfModel(
  { model }: { readonly model: string },
  place: number,
  all: readonly { readonly model: string }[],
): boolean {
  return all.findIndex((one) => one.model === model) === place
}

const standing = () => runErrand('calibrations', null)
