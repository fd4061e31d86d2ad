import type { Tier } from '../pack/order.ts'
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
    const results = await onTrials(faults, 'self-serve', servers, bench)
    const down = { name: 'primary down', tier: 'self-serve' } as const
    results.push(await onTrial(down, servers, bench, recovered))
    const full = await onTrials(faults, 'full', servers, bench)
    const others = await onTrials(besides, 'self-serve', servers, bench)
    return [
      figureOf('gateway faults passed', [...results, arrivals(results)]),
      figureOf('the same for the full tier, passed', [...full, arrivals(full)]),
      figureOf('what else servers do, passed', others),
    ]
  })
}

/** Shops at a time: most of a scenario is waiting. */
const atOnce = 3

/** Each as soon as there is a place for it; the results are in the order of the scenarios. */
async function onTrials(
  scenarios: readonly Scenario[],
  tier: Tier,
  servers: Servers,
  bench: Bench,
) {
  const results = new Map<Scenario, Result>()
  const rest = [...scenarios]
  const runner = async () => {
    for (let one = rest.shift(); one; one = rest.shift()) {
      const scenario = one
      const { name, contextTokens } = scenario
      const shop = { name, tier, ...(tier === 'self-serve' && { contextTokens }) }
      const play = (trial: Trial) => played(scenario, trial)
      results.set(scenario, await onTrial(shop, servers, bench, play))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  return scenarios.map((one) => results.get(one)!)
}

async function onTrial(
  { name, tier, contextTokens }: Pick<Scenario, 'name' | 'contextTokens'> & { tier: Tier },
  { temporal, createDatabase }: Servers,
  { say, signal }: Bench,
  play: (trial: Trial, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const databaseUrl = await createDatabase(`${name} ${tier}`.replace(/\W+/g, '_').toLowerCase())
  const trial = await openTrial({ tier, temporal, databaseUrl, contextTokens }, signal)
  try {
    const result = await play(trial, signal).catch((error: Error) => failed(name, error, signal))
    say(`${result.name}, ${tier}: ${result.fellShort.join('; ') || 'passed'}`)
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

function arrivals(results: readonly Result[]): Result {
  const missing = results.filter(({ arrived }) => !arrived)
  const fellShort = missing.map(({ name }) => `not in: ${name}`)
  return { name: 'the pack arrives in each', fellShort, arrived: true }
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
