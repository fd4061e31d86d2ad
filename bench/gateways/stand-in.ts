import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const script = join(import.meta.dirname, '..', '..', 'dev', 'stand-in-model.ts')

export interface StandIn {
  /** Ends in `/v1`. */
  readonly url: string
  close(): Promise<void>
}

/** The stand-in model server in a process of its own, so that no gateway shares its thread. */
export async function startStandIn(model: string): Promise<StandIn> {
  const child = spawn(process.execPath, [script, '--model', model], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { url } = JSON.parse(line) as { url: string }
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  return { url, close }
}
