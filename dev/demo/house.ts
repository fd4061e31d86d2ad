import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Environment } from '../../clients/config.ts'

/** The all-in-one process as a customer's and an operator's browser find it. */
export interface House {
  /** Settles when it serves; rejects when it ended before. */
  readonly opened: Promise<Links>
  /** Also in the middle of its start. */
  stop(): Promise<void>
}

export interface Links {
  readonly shop: string
  readonly temporalUi: string
  /** Resident memory now, in MiB. */
  memory(): Promise<number>
}

const script = join(import.meta.dirname, '..', '..', 'start.ts')

/** Starts `start.ts`, which prints its links when it serves. */
export function startHouse(environment: Environment, say: (line: string) => void): House {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { opened: readLinks(child, say), stop: () => stop(child) }
}

async function readLinks(child: ChildProcess, say: (line: string) => void): Promise<Links> {
  if (child.stdout === null) throw new Error('The process has no output to read.')
  const links = new Map<string, string>()
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, url] = /^(Shop|Temporal UI|Metrics) +(http\S+)$/.exec(line) ?? []
    if (name && url) links.set(name, url)
    else say(line)
    if (name === 'Metrics') {
      child.stdout.resume()
      return linksOf(links)
    }
  }
  throw new Error('The packhorse process ended before it served; its own message is above.')
}

function linksOf(links: ReadonlyMap<string, string>): Links {
  return {
    shop: links.get('Shop') ?? '',
    temporalUi: links.get('Temporal UI') ?? '',
    memory: async () => {
      const metrics = await (await fetch(links.get('Metrics') ?? '')).text()
      const bytes = /^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]
      return Math.round(Number(bytes) / 2 ** 20)
    },
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
