import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from './house.ts'

const root = join(import.meta.dirname, '..', '..')

/** Milliseconds in which letters go and money goes back, once the last order is final. */
const afterwards = 40_000

/** The part of what `npm run audit -- --json` says that a report tells. */
export interface AuditSaid {
  readonly orders: number
  readonly open: number
  readonly rules: readonly {
    readonly name: string
    readonly about: string
    readonly looked: number | null
    readonly found: number
  }[]
  readonly findings: readonly {
    readonly rule: string
    readonly order: string | null
    readonly what: string
  }[]
}

/**
 * Has the audit look at everything, as an operator would, without any grace.
 *
 * @param say is told what it says on its way
 */
export async function audit(
  { place, environment }: House,
  say: (line: string) => void,
): Promise<AuditSaid> {
  await sleep(afterwards)
  const logs = Object.values(place.modelLogs).flatMap((file) => ['--model-log', file])
  const args = ['commands/audit.ts', ...logs, '--mail', place.letters, '--grace', 'PT0S', '--json']
  const child = spawn(process.execPath, args, {
    env: environment,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    words.push(line)
    // Its log is for machines.
    if (!line.startsWith('{')) say(line)
  })
  const said = await text(child.stdout)
  // With findings it exits 1, and has said them.
  const last = said.trim().split('\n').at(-1)!
  if (last.includes('"rules"')) return JSON.parse(last) as AuditSaid
  throw new Error(`The audit did not come to its end: ${words.at(-1) ?? said}`)
}
