import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Environment } from '../../clients/config.ts'

/** The all-in-one process as a customer's and an operator's browser find it. */
export interface House {
  readonly shop: string
  readonly temporalUi: string
  readonly metrics: string
  /** Peak resident memory in MiB. */
  peakMemory(): Promise<number>
  stop(): Promise<void>
}

const script = join(import.meta.dirname, '..', '..', 'start.ts')

/** Starts `start.ts` and waits until it has printed its links. */
export async function startHouse(
  environment: Environment,
  say: (line: string) => void,
): Promise<House> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const links = await readLinks(child, say)
  const metrics = links.get('Metrics') ?? ''
  return {
    shop: links.get('Shop') ?? '',
    temporalUi: links.get('Temporal UI') ?? '',
    metrics,
    peakMemory: async () => {
      const text = await (await fetch(metrics)).text()
      const bytes = /^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]
      return Math.round(Number(bytes) / 2 ** 20)
    },
    stop: () => stop(child),
  }
}

async function readLinks(child: ChildProcess, say: (line: string) => void) {
  if (child.stdout === null) throw new Error('The process has no output to read.')
  const links = new Map<string, string>()
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, url] = /^(Shop|Temporal UI|Metrics) +(http\S+)$/.exec(line) ?? []
    if (name && url) links.set(name, url)
    else say(line)
    if (name === 'Metrics') {
      child.stdout.resume()
      return links
    }
  }
  await stop(child)
  throw new Error('The packhorse process ended before it served; its own message is above.')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
