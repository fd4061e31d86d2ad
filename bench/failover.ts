import type { Bench, Figure } from './benchmark.ts'
import { recovery } from './failover/recovery.ts'
import { besides, faults, type Scenario } from './failover/scenarios.ts'
import { behave, openTrial, type Trial } from './failover/trial.ts'
import { type Servers, withServers } from './servers.ts'

/** What a scenario fell short of; none: it passed. */
interface Result {
  readonly name: string
  readonly fellShort: readonly string[]
  /** The pack was delivered and verified, whatever else fell short. */
  readonly arrived: boolean
}

/**
 * The faults by which gateways are compared, each on a shop of its own with two endpoints that
 * misbehave over a socket; and in each, that the pack arrives.
 */
export function failover(bench: Bench): Promise<readonly Figure[]> {
  return withServers(bench.say, async (servers) => {
    const results = await onTrials(faults, servers, bench)
    results.push(await onTrial({ name: 'primary down' }, servers, bench, recovered))
    const packs = { name: 'the pack arrives in each', ...arrivals(results) }
    const others = await onTrials(besides, servers, bench)
    return [
      figureOf('gateway faults passed', [...results, packs]),
      figureOf('what else servers do, passed', others),
    ]
  })
}

/** Shops at a time: most of a scenario is waiting. */
const atOnce = 3

/** Each as soon as there is a place for it; the results are in the order of the scenarios. */
async function onTrials(scenarios: readonly Scenario[], servers: Servers, bench: Bench) {
  const results = new Map<Scenario, Result>()
  const rest = [...scenarios]
  const runner = async () => {
    for (let one = rest.shift(); one; one = rest.shift()) {
      const scenario = one
      const result = await onTrial(scenario, servers, bench, (trial) => played(scenario, trial))
      results.set(scenario, result)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  return scenarios.map((one) => results.get(one)!)
}

async function onTrial(
  { name, contextTokens }: Pick<Scenario, 'name' | 'contextTokens'>,
  { temporal, createDatabase }: Servers,
  { say, signal }: Bench,
  play: (trial: Trial, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const databaseUrl = await createDatabase(name.replace(/\W+/g, '_').toLowerCase())
  const trial = await openTrial({ temporal, databaseUrl, contextTokens }, signal)
  try {
    const result = await play(trial, signal).catch((error: Error) => failed(name, error, signal))
    say(`${result.name}: ${result.fellShort.join('; ') || 'passed'}`)
    return result
  } finally {
    await trial.close()
  }
}

/** One that comes to no end is one that fell short; the others are still tried. */
function failed(name: string, error: Error, signal: AbortSignal): Result {
  signal.throwIfAborted()
  return { name, fellShort: [error.message], arrived: false }
}

async function played(scenario: Scenario, trial: Trial): Promise<Result> {
  await behave(trial, scenario)
  const story = await trial.order()
  const { packFault } = story
  const fellShort = scenario.terms.flatMap((term) => term(story) ?? [])
  return { name: scenario.name, fellShort, arrived: packFault === null }
}

async function recovered(trial: Trial, signal: AbortSignal): Promise<Result> {
  const fellShort = await recovery(trial, signal)
  return { name: 'primary down for 60 s, then well', fellShort, arrived: true }
}

function arrivals(results: readonly Result[]) {
  const missing = results.filter(({ arrived }) => !arrived)
  return { fellShort: missing.map(({ name }) => `not in: ${name}`), arrived: true }
}

function figureOf(figure: string, results: readonly Result[]): Figure {
  const rows = results.map(({ name, fellShort }) => [name, fellShort.join('; ') || 'passed'])
  return {
    figure,
    aim: { atLeast: results.length },
    measured: results.filter(({ fellShort }) => fellShort.length === 0).length,
    unit: '',
    detail: Object.fromEntries(rows),
    leavesOut: 'the network, and models: the endpoints are our stand-in over a socket.',
    isLaw: true,
  }
}
