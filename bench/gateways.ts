import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { compared, type Standing } from './gateways/compared.ts'
import { openOurs } from './gateways/ours.ts'
import { absences, isInstalled, programs } from './gateways/program.ts'
import { openLiteLlm, openPortkey } from './gateways/proxies.ts'
import { startStandIn } from './gateways/stand-in.ts'
import { streamingTo, wholeTo } from './gateways/way.ts'
import { round } from './statistics.ts'

const model = 'packhorse-4b-lora'

const noop = async () => {}

/** One call to the same model server, through our policy and through the proxies of others. */
export async function gateways(bench: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent; ${postgresInstallLine}.` }
  const closers: (() => Promise<void>)[] = []
  const kept = <T extends { close(): Promise<void> }>(opened: T): T => {
    closers.push(opened.close)
    return opened
  }
  try {
    const { url } = kept(await startStandIn(model))
    const postgres = await startPostgres()
    closers.push(postgres.stop)
    const databaseUrl = await postgres.createDatabase('gateways')
    const bare = [
      { name: 'no gateway', streams: true, ask: streamingTo({ url, model }), close: noop },
      {
        name: 'no gateway, not streaming',
        streams: false,
        ask: wholeTo({ url, model }),
        close: noop,
      },
    ]
    const ours = kept(await openOurs({ server: url, model, databaseUrl }))
    const proxies = [
      ...(isInstalled(programs.litellm) ? (await openLiteLlm(url, model)).map(kept) : []),
      ...(isInstalled(programs.portkey) ? (await openPortkey(url, model)).map(kept) : []),
    ]
    return figuresOf(await compared([...bare, ours, ...proxies], bench))
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

const leavesOut =
  'what ours does besides and the proxies do not: the prompt, the checks of the answer, a record, a budget and a row of the ledger in PostgreSQL; what the proxies do for many vendors and tenants, and the way to them: ours is in the process of its caller.'

function figuresOf([bare, whole, ours, ...proxies]: readonly Standing[]): Figure[] {
  if (bare === undefined || whole === undefined || ours === undefined)
    throw new Error('Nothing was measured.')
  const all = [bare, whole, ours, ...proxies]
  const detail = {
    'columns below': 'ms p50 / ms p99 alone / calls a second at 8 / 32 / 128 at a time / failed',
    ...Object.fromEntries(all.map((one) => [one.way, columnsOf(one)])),
    ...absences(),
  }
  const figure = (said: string, measured: number, most: number, out = leavesOut): Figure => ({
    ...{ figure: said, aim: { atMost: most }, measured: round(measured), unit: '' },
    ...{ detail, leavesOut: out },
  })
  const streamed = proxies.filter((one) => one.streams)
  const against = (what: string, of: (one: Standing) => number) =>
    figure(`${what}, ours against the best proxy that streams`, of(ours) / least(streamed, of), 1)
  const added = (one: Standing) => one.p50 - (one.streams ? bare : whole).p50
  return [
    ...(streamed.length > 0
      ? [
          against('p50 of a call alone', ({ p50 }) => p50),
          against('p99 of a call alone', ({ p99 }) => p99),
          against('time a call at 32 at a time', ({ rate }) => 1 / rate[32]),
        ]
      : []),
    ...(proxies.length > 0
      ? [
          figure(
            'what ours adds to a bare call, and the best proxy to its own',
            added(ours) / least(proxies, added),
            1,
          ),
        ]
      : []),
    figure(
      'p50 of a bare call, streamed against in one piece',
      bare.p50 / whole.p50,
      10,
      'what it is for: a server that hangs is known by its first token and by the next, not by its last; the seconds that a model takes for the same tokens.',
    ),
  ]
}

function least(standings: readonly Standing[], of: (one: Standing) => number): number {
  return Math.min(...standings.map(of))
}

function columnsOf({ p50, p99, rate, failed }: Standing): string {
  return [p50, p99, rate[8], rate[32], rate[128], failed].map((value) => round(value)).join(' / ')
}
