import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { House } from './house.ts'

const run = promisify(execFile)
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

/** Has the audit look at everything, as an operator would, without any grace. */
export async function audit({ place, environment }: House): Promise<AuditSaid> {
  await sleep(afterwards)
  const logs = Object.values(place.modelLogs).flatMap((file) => ['--model-log', file])
  const args = ['commands/audit.ts', ...logs, '--mail', place.letters, '--grace', 'PT0S', '--json']
  const options = { env: environment, cwd: root, maxBuffer: 64 * 2 ** 20 }
  const { stdout } = await run(process.execPath, args, options).catch(saidAllTheSame)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as AuditSaid
}

/** With findings it exits 1, and has said them. */
function saidAllTheSame(error: Error & { stdout?: string; stderr?: string }): { stdout: string } {
  if (error.stdout?.includes('"rules"')) return { stdout: error.stdout }
  throw new Error(`The audit did not come to its end: ${error.stderr ?? error.message}`, {
    cause: error,
  })
}
