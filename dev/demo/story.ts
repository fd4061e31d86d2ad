import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFinal, type OrderState } from '../../pack/order.ts'
import type { OrderStatus, SectionStatus } from '../../pack/status.ts'
import type { Buyer } from './buyer.ts'
import type { Models } from './models.ts'
import type { DemoOptions } from './options.ts'

const root = join(import.meta.dirname, '..', '..')

/** Longer than every mode takes to settle, were each bound used up, also those of a real model. */
const patience = 900_000

export interface Told {
  readonly ok: boolean
  readonly order: string
  readonly state: OrderState
  readonly releases: readonly {
    version: number
    path: string
    sha256: string
    degraded: boolean
    /** Milliseconds from payment to publication, as this process saw it. */
    ms: number
  }[]
  readonly sections: readonly SectionStatus[]
}

/** Buys a pack, follows its page to the end, downloads and verifies every release. */
export async function demonstrate(
  options: DemoOptions,
  models: Models,
  buyer: Buyer,
  say: (line: string) => void,
): Promise<Told> {
  const { pack, tier, answers } = options
  const email = 'buyer@example.com'
  const { order, token, url } = await buyer.order({ pack, tier, email, answers, consent: true })
  say(`\nOrder ${order}: pack ${pack}, tier ${tier}, model ${options.model}`)
  const paid = await buyer.pay(url)
  const seen = new Map<number, number>()
  const tell = (words: string) => say(`${seconds(Date.now() - paid)}  ${words}`)
  tell('paid')
  let firstDue: string | null = null
  const last = await follow(buyer, token, async (status) => {
    firstDue ??= status.nextUpdateBy
    for (const { version, degraded } of [...status.releases].reverse()) {
      if (seen.has(version)) continue
      seen.set(version, Date.now() - paid)
      tell(`v${version} is downloadable, ${degraded ? 'with standard text' : 'fully tailored'}`)
    }
    if (options.model === 'late' && roundIsOver(status, firstDue)) await models.recover()
  })
  tell(`order is ${last.state}\n`)
  for (const section of last.sections)
    say(`  ${section.source.padEnd(9)} ${section.title}: ${section.message}`)
  const releases = await takeHome(options, buyer, token, last, seen)
  say('')
  const verified = releases.map(({ path }) => verify(path, say))
  return {
    ok: verified.every(Boolean),
    order,
    state: last.state,
    releases,
    sections: last.sections,
  }
}

async function follow(
  buyer: Buyer,
  token: string,
  look: (status: OrderStatus) => Promise<void>,
): Promise<OrderStatus> {
  const giveUp = Date.now() + patience
  for (;;) {
    const status = await buyer.status(token)
    await look(status)
    if (isFinal(status.state)) return status
    if (Date.now() > giveUp)
      throw new Error(`The order was still “${status.state}” after ${patience / 1000} seconds.`)
    await sleep(100)
  }
}

/** The first round is settled once the page names another time for the next change. */
function roundIsOver({ state, nextUpdateBy }: OrderStatus, firstDue: string | null): boolean {
  return state === 'improving' && nextUpdateBy !== firstDue
}

async function takeHome(
  { out }: DemoOptions,
  buyer: Buyer,
  token: string,
  { order, pack, releases }: OrderStatus,
  seen: ReadonlyMap<number, number>,
) {
  mkdirSync(out, { recursive: true })
  const oldestFirst = [...releases].reverse()
  return Promise.all(
    oldestFirst.map(async ({ version, sha256, degraded }) => {
      const path = join(out, `${pack}-${order}-v${version}.zip`)
      writeFileSync(path, await buyer.download(token, version))
      return { version, path, sha256, degraded, ms: seen.get(version) ?? 0 }
    }),
  )
}

function verify(path: string, say: (line: string) => void): boolean {
  const command = [join('commands', 'verify.ts'), relative(root, path)]
  const done = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
  say((done.stdout || done.stderr).trim())
  return done.status === 0
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`
}
