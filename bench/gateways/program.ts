import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '..', '..')

/** A gateway of others as it is installed beside ours, in `.local/rivals/`. */
export interface Program {
  /** With its version. */
  readonly name: string
  /** Relative to the repository. */
  readonly path: string
  /** The line that installs it there. */
  readonly install: string
}

export const programs = {
  litellm: {
    name: 'LiteLLM’s proxy 1.106.12',
    path: '.local/rivals/litellm/bin/litellm',
    install:
      "python3 -m venv .local/rivals/litellm && .local/rivals/litellm/bin/pip install 'litellm[proxy]==1.106.12'",
  },
  portkey: {
    name: 'Portkey’s gateway 1.15.2',
    path: '.local/rivals/portkey/node_modules/@portkey-ai/gateway/build/start-server.js',
    install:
      'npm install --prefix .local/rivals/portkey --ignore-scripts @portkey-ai/gateway@1.15.2',
  },
} as const satisfies Record<string, Program>

/** What to say of gateways that are not installed, by their names. */
export function absences(): Readonly<Record<string, string>> {
  const missing = Object.values(programs).filter((program) => !isInstalled(program))
  return Object.fromEntries(
    missing.map(({ name, install }) => [name, `absent; install it with \`${install}\``]),
  )
}

export function isInstalled({ path }: Program): boolean {
  return existsSync(join(root, path))
}

export interface Running {
  close(): Promise<void>
}

/** Starts a server and waits until it answers at `ready`; it ends with its own log when it does not. */
export async function run(
  [command = '', ...args]: readonly string[],
  { ready, env = {} }: { readonly ready: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Running> {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr?.on('data', (chunk) => (log = `${log}${chunk}`.slice(-2_000)))
  const until = Date.now() + 90_000
  while (!(await answers(ready))) {
    if (child.exitCode !== null || Date.now() > until) {
      await end(child)
      throw new Error(`${args[0] ?? command} did not come up: ${log.trim()}`)
    }
    await sleep(200)
  }
  return { close: () => end(child) }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

export function pathOf({ path }: Program): string {
  return join(root, path)
}
