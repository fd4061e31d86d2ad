import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { endWithThisProcess, stop } from '../child-process.ts'

export interface RealModel {
  /** OpenAI-compatible base, ending in `/v1`. */
  readonly url: string
  stop(): Promise<void>
}

export interface Program {
  readonly file: string
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly port: number
  /** Milliseconds until it serves. */
  readonly patience: number
}

/** Runs a model server until it is stopped, or this process ends. Resolves when it serves. */
export async function serveModel({ file, args, environment, port, patience }: Program) {
  const env = { ...process.env, ...environment }
  // A server of ours ends with its standard input: also when this process is killed.
  const server = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  endWithThisProcess(server)
  const url = `http://127.0.0.1:${port}/v1`
  await untilServing(server, `${url}/models`, patience)
  return { url, stop: () => stop(server) } satisfies RealModel
}

async function untilServing(server: ChildProcess, address: string, patience: number) {
  let said = ''
  const listen = (words: Buffer | string) => {
    said = (said + words.toString()).slice(-2_000)
  }
  server.stdout?.on('data', listen)
  server.stderr?.on('data', listen)
  server.on('error', (error) => listen(error.message))
  for (const end = Date.now() + patience; Date.now() < end; await sleep(250)) {
    if (server.exitCode !== null || server.pid === undefined)
      throw new Error(`The model server ended at once; its last words: ${said.trim()}`)
    // 401: it serves those who have its key.
    const answer = await fetch(address).catch(() => null)
    if (answer?.ok || answer?.status === 401) return
  }
  await stop(server)
  throw new Error(
    `The model server did not answer on ${address} within ${patience / 1_000} seconds; its last words: ${said.trim()}`,
  )
}
