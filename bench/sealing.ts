import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { findPostgres, postgresInstallLine } from '../dev/postgres.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { withServers } from './servers.ts'
import { median, quantile, round } from './statistics.ts'

const orders = 24
const warmUp = 4

/** In this order and the reverse by turns. */
const arms = ['sealed', 'clear'] as const
type Arm = (typeof arms)[number]

const program = join(import.meta.dirname, 'sealing-shop.ts')

/** Paid → v1 where everything kept is sealed, against the same shop whose ciphers do nothing. */
export async function sealing({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  return withServers(say, async ({ temporal, createDatabase }) => {
    const open = async (arm: Arm) => {
      const database = await createDatabase(arm)
      const shop = fork(program, [arm, temporal, database!], { signal, stdio: 'inherit' })
      await answerOf(shop)
      return shop
    }
    const shops = { sealed: await open('sealed'), clear: await open('clear') }
    try {
      return [figureOf(await inTurn(shops, say))]
    } finally {
      for (const shop of Object.values(shops)) await close(shop)
    }
  })
}

type Samples = Readonly<Record<Arm, number[]>>

async function inTurn(
  shops: Readonly<Record<Arm, ChildProcess>>,
  say: Bench['say'],
): Promise<Samples> {
  const samples: Samples = { sealed: [], clear: [] }
  for (let i = 0; i < warmUp + orders; i++) {
    for (const arm of i % 2 === 0 ? arms : arms.toReversed()) {
      shops[arm].send('deliver')
      const ms = Number(await answerOf(shops[arm]))
      if (i >= warmUp) samples[arm].push(ms)
    }
    if (i % 7 === 6) say(`${i + 1} of ${warmUp + orders} orders each`)
  }
  return samples
}

/** @throws Error when it ends instead */
async function answerOf(shop: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const gone = once(shop, 'exit', ended).then(([code]) => {
    throw new Error(`A shop ended with exit code ${code}.`)
  })
  const message = once(shop, 'message', ended).then(([said]) => said as unknown)
  try {
    return await Promise.race([message, gone])
  } finally {
    for (const one of [gone, message]) one.catch(() => {})
    ended.abort()
  }
}

async function close(shop: ChildProcess): Promise<void> {
  if (shop.exitCode !== null || shop.signalCode !== null) return
  const gone = once(shop, 'exit')
  shop.disconnect()
  await gone
}

function figureOf({ sealed, clear }: Samples): Figure {
  const spread = (ms: readonly number[]) =>
    [0.5, 0.9].map((p) => Math.round(quantile(ms, p))).join(' / ')
  // Of neighbours, since what else the machine does changes from minute to minute.
  const ratios = sealed.map((ms, n) => ms / clear[n]!)
  return {
    figure: 'paid → v1 with everything sealed against ciphers that do nothing',
    aim: { atMost: 1.1 },
    measured: round(median(ratios)),
    unit: '',
    detail: {
      'sealed, p50 / p90 ms': spread(sealed),
      'clear, p50 / p90 ms': spread(clear),
      'orders each': orders,
    },
    leavesOut:
      'load: one order at a time; both sides pack values, read the orders’ keys and derive others from them.',
  }
}
