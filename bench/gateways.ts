import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { compared, type Standing } from './gateways/compared.ts'
import { openOurs } from './gateways/ours.ts'
import { absence } from './gateways/program.ts'
import { openLiteLlm, openPortkey } from './gateways/proxies.ts'
import { startStandIn } from './gateways/stand-in.ts'
import { streamingTo, type Way } from './gateways/way.ts'
import { round } from './statistics.ts'

const model = 'packhorse-4b-lora'

/** One call to the same model server, through our policy and through the proxies of others. */
export async function gateways(bench: Bench): Promise<readonly Figure[] | Skipped> {
  const missing =
    absence() || (findPostgres() ? '' : `PostgreSQL is absent; ${postgresInstallLine}.`)
  if (missing) return { skipped: missing }
  const closers: (() => Promise<void>)[] = []
  const kept = <T extends { close(): Promise<void> }>(opened: T): T => {
    closers.push(opened.close)
    return opened
  }
  try {
    const server = kept(await startStandIn(model))
    const postgres = await startPostgres()
    closers.push(postgres.stop)
    const database = await postgres.createDatabase('gateways')
    const ways: Way[] = [
      { name: 'no gateway', ask: streamingTo({ url: server.url, model }), close: async () => {} },
      kept(await openOurs({ server: server.url, model, databaseUrl: database })),
      kept(await openLiteLlm(server.url, model)),
      kept(await openPortkey(server.url, model)),
    ]
    return figuresOf(await compared(ways, bench))
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

function figuresOf(standings: readonly Standing[]): Figure[] {
  const [, ours, ...proxies] = standings
  if (ours === undefined) throw new Error('Nothing was measured.')
  const detail = {
    'columns below': 'ms p50 / ms p99 alone / calls a second at 8 / 32 / 128 at a time / failed',
    ...Object.fromEntries(standings.map((one) => [one.way, columnsOf(one)])),
  }
  const against = (figure: string, of: (one: Standing) => number): Figure => ({
    figure: `${figure} through ours against the best proxy`,
    aim: { atMost: 1 },
    measured: round(of(ours) / Math.min(...proxies.map(of))),
    unit: '',
    detail,
    leavesOut:
      'what ours does besides and the proxies do not: the prompt, the checks of the answer, a record, a budget and a row of the ledger in PostgreSQL; what the proxies do for many vendors and tenants.',
  })
  return [
    against('p50 of a call alone', ({ p50 }) => p50),
    against('p99 of a call alone', ({ p99 }) => p99),
    against('time a call at 32 at a time', ({ rate }) => 1 / rate[32]),
  ]
}

function columnsOf({ p50, p99, rate, failed }: Standing): string {
  return [p50, p99, rate[8], rate[32], rate[128], failed].map((value) => round(value)).join(' / ')
}
