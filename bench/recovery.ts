import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBuyer } from '../dev/demo/buyer.ts'
import { type House, openHouse } from '../dev/gameday/house.ts'
import { choosePlace } from '../dev/gameday/place.ts'
import { findPostgres, postgresInstallLine } from '../dev/postgres.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { mainOrder } from './sample-order.ts'
import { until } from './shop-orders.ts'
import { median, round } from './statistics.ts'

/** What is killed, all of a kind at once, and how far its recovery may be from an undisturbed order. */
const killed = {
  api: 5,
  orders: 5,
  'inference-4b': 1.5,
  database: 5,
  temporal: 5,
} as const

type Killed = keyof typeof killed

/** Of each kind, and of orders that nothing disturbs. */
const rounds = 3

/** How long after `kill -9` of a part the next order has its first pack, against an undisturbed one. */
export async function recovery({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-bench-'))
  const house = await openHouse(await choosePlace(folder), 'small', say)
  try {
    await house.start()
    await nextPack(house, signal)
    const times = new Map<Killed | 'nothing', number[]>()
    for (let n = 1; n <= rounds; n++)
      for (const part of ['nothing', ...Object.keys(killed)] as (Killed | 'nothing')[]) {
        const took = await recover(house, part, signal)
        say(`${part}, ${n} of ${rounds}: ${took} ms`)
        times.set(part, [...(times.get(part) ?? []), took])
      }
    return figuresOf((part) => median(times.get(part) ?? []))
  } finally {
    await house.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns milliseconds from the kill; started again at once, as by a supervisor */
async function recover(house: House, part: Killed | 'nothing', signal: AbortSignal) {
  const programs = part === 'nothing' ? [] : house.parts[part]
  const began = performance.now()
  await Promise.all(programs.map((program) => program.kill()))
  for (const program of programs) program.start()
  await nextPack(house, signal)
  return Math.round(performance.now() - began)
}

/** A customer who asks until there is an answer, from the order to the first pack. */
async function nextPack({ shop }: House, signal: AbortSignal): Promise<void> {
  const buyer = createBuyer(shop)
  const { answers } = mainOrder()
  const email = 'owner@example.com'
  const body = { pack: 'gdpr', tier: 'self-serve', email, answers, consent: true }
  const persist = <T>(what: string, act: () => Promise<T>) =>
    until(signal, what, () => act().catch(() => false as const))
  const { token, url } = await persist('an order', () => buyer.order(body))
  // The test shop stands; where it sends the customer back to may not.
  await persist('a payment', () => pay(url))
  await persist('a pack', async () => (await buyer.status(token)).release !== null)
}

async function pay(url: string): Promise<boolean> {
  const body = new URLSearchParams({ outcome: 'paid' })
  return (await fetch(url, { method: 'POST', body, redirect: 'manual' })).status < 400
}

function figuresOf(time: (part: Killed | 'nothing') => number): Figure[] {
  return (Object.keys(killed) as Killed[]).map((part) => ({
    figure: `after kill -9 of ${part}: until the next order has its first pack, against undisturbed`,
    aim: { atMost: killed[part] },
    measured: round(time(part) / time('nothing')),
    unit: '',
    detail: {
      'after the kill, median ms': time(part),
      'undisturbed, median ms': time('nothing'),
      rounds,
    },
    leavesOut: 'who notices that a process died and starts it again: here it is started at once.',
  }))
}
