import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { failWith, UsageError } from '../clients/failure.ts'
import { untilStopped } from '../clients/signals.ts'
import { acknowledgement } from './acknowledgement.ts'
import { assembly } from './assembly.ts'
import { audit } from './audit.ts'
import { type Benchmark, isMet } from './benchmark.ts'
import { budgets } from './budgets.ts'
import { convergence } from './convergence.ts'
import { dearestRequests } from './dearest-requests.ts'
import { failover } from './failover.ts'
import { flood } from './flood.ts'
import { gateways } from './gateways.ts'
import { hitRate } from './hit-rate.ts'
import { hungModel } from './hung-model.ts'
import { loadSteps } from './load-steps.ts'
import { memory } from './memory.ts'
import { month } from './month.ts'
import { openPages } from './open-pages.ts'
import { plan } from './plan.ts'
import { printAhead } from './print-ahead.ts'
import { reconciliation } from './reconciliation.ts'
import { recovery } from './recovery.ts'
import { type Entry, reportOf, tableOf } from './report.ts'
import { rivals } from './rivals.ts'
import { roundTrips } from './round-trips.ts'
import { sealing } from './sealing.ts'
import { stages } from './stages.ts'
import { storage } from './storage.ts'
import { workflowThroughput } from './workflow-throughput.ts'

const benchmarks: Readonly<Record<string, Benchmark>> = {
  'dearest-requests': dearestRequests,
  failover,
  month,
  plan,
  'hung-model': hungModel,
  stages,
  'round-trips': roundTrips,
  convergence,
  budgets,
  flood,
  'hit-rate': hitRate,
  gateways,
  assembly,
  'print-ahead': printAhead,
  sealing,
  'load-steps': loadSteps,
  'open-pages': openPages,
  rivals,
  storage,
  reconciliation,
  audit,
  recovery,
  acknowledgement,
  'workflow-throughput': workflowThroughput,
  memory,
}

/** Progress on stderr; the table, and with `--json` one object as the last line, on stdout. */
async function main() {
  const { json, wanted } = readOptions(process.argv.slice(2))
  const stop = new AbortController()
  void untilStopped().then(() => stop.abort(new Error('Stopped.')))
  const entries: Entry[] = []
  for (const name of wanted) entries.push(await run(name, stop.signal))
  console.log(tableOf(entries))
  if (json) console.log(JSON.stringify(reportOf(entries, availableParallelism())))
  process.exit(entries.some(hasFailed) ? 1 : 0)
}

function hasFailed({ error, figures = [] }: Entry): boolean {
  return error !== undefined || figures.some((figure) => figure.isLaw && !isMet(figure))
}

async function run(name: string, signal: AbortSignal): Promise<Entry> {
  const say = (line: string) => process.stderr.write(`${name}: ${line}\n`)
  say('starting')
  try {
    signal.throwIfAborted()
    const result = await benchmarks[name]!({ say, signal })
    return 'skipped' in result ? { name, ...result } : { name, figures: result }
  } catch (error) {
    const cause = signal.aborted ? signal.reason : error
    const message = cause instanceof Error ? cause.message : String(cause)
    say(message)
    return { name, error: message }
  }
}

function readOptions(args: string[]) {
  const { values } = parse(args)
  const known = Object.keys(benchmarks)
  const { only, json } = values
  if (only !== undefined && !known.includes(only))
    throw new UsageError(`--only is “${only}”, but must be one of: ${known.join(', ')}.`)
  return { json, wanted: only === undefined ? known : [only] }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message} The options are --json and --only NAME.`)
  }
}

await main().catch(failWith)
