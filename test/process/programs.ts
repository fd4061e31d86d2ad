import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach } from 'vitest'
import { freePort } from '../../dev/free-port.ts'

const root = join(import.meta.dirname, '..', '..')
const folders: string[] = []
const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) if (!isGroupGone(child)) process.kill(-pidOf(child), 9)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-process-'))
  folders.push(folder)
  return folder
}

/** A data folder and ports of its own, and nothing of this shell's. */
export async function ownSettings() {
  const port = await freePort(5)
  return {
    DATA_DIR: emptyFolder(),
    PORT: String(port),
    FAKE_STRIPE_PORT: String(port + 1),
    METRICS_PORT: String(port + 2),
  }
}

type Settings = Readonly<Record<string, string>>

/** Starts a program of the checkout in a process group of its own. */
export function start(script: string, args: readonly string[], settings: Settings) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  started.push(child)
  return child
}

/** Runs a program to its end. @returns its exit code and what it said on stderr */
export async function run(script: string, args: readonly string[], settings: Settings) {
  const child = start(script, args, settings)
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { code: code as number | null, said }
}

/** Waits for a line of output that begins so. @returns the line */
export async function untilSaid(child: ReturnType<typeof start>, beginning: string) {
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(beginning)) continue
    child.stdout.resume()
    return line
  }
  throw new Error(`Ended without saying “${beginning}”: ${await text(child.stderr)}`)
}

/** Sends SIGTERM. @returns the exit code, or the signal that ended it instead */
export async function terminate(child: ChildProcess): Promise<number | string> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const [code, signal] = await exit
  return code ?? signal
}

/** Resolves when nothing is left of the program and of what it started. */
export async function untilGroupGone(child: ChildProcess): Promise<void> {
  while (!isGroupGone(child)) await sleep(50)
}

function isGroupGone(child: ChildProcess): boolean {
  try {
    process.kill(-pidOf(child), 0)
    return false
  } catch {
    return true
  }
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The program did not start.')
  return pid
}

/** The whole of what a refused start may say. */
export const oneLine = /^packhorse: [^\n]+\n$/
