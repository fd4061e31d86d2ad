import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Environment } from '../clients/config.ts'
import { endWithThisProcess, stop } from './child-process.ts'
import { freePort } from './free-port.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const version = 'v1.5.1'
const module = `github.com/temporalio/cli/cmd/temporal@${version}`
const localFolder = join(root, '.local', 'bin')

export interface TemporalServer {
  readonly address: string
  readonly ui: string
  stop(): Promise<void>
}

/**
 * Finds a `temporal` command, or gets one: `TEMPORAL_CLI`, `PATH`, the local folder, then the
 * SDK's own download, then Go.
 *
 * @param say is told, once, what takes long
 * @throws Error with the remedy when there is none and none can be had
 */
export async function provideTemporalCli(
  say: (line: string) => void,
  environment: Environment = process.env,
  folder = localFolder,
): Promise<string> {
  const wanted = environment['TEMPORAL_CLI']
  if (wanted) {
    if (existsSync(wanted)) return wanted
    throw new Error(`TEMPORAL_CLI is “${wanted}”, but there is no such file; correct or unset it.`)
  }
  const folders = [...(environment['PATH'] ?? '').split(delimiter), folder]
  const files = [...folders.map((each) => join(each, 'temporal')), downloadedTo(folder)]
  const found = files.find((file) => existsSync(file))
  if (found !== undefined) return found
  mkdirSync(folder, { recursive: true })
  return (await download(folder, environment)) ?? (await buildWithGo(folder, environment, say))
}

/** Where the SDK puts what it downloads. */
function downloadedTo(folder: string): string {
  return join(folder, `temporal-${version}`)
}

/** @returns null when the network does not give it; without a network that takes a second */
async function download(folder: string, environment: Environment): Promise<string | null> {
  const script = join(import.meta.dirname, 'temporal-download.ts')
  const options = { env: environment, timeout: 120_000 }
  await run(process.execPath, [script, folder, version], options).catch(() => {})
  return existsSync(downloadedTo(folder)) ? downloadedTo(folder) : null
}

async function buildWithGo(
  folder: string,
  environment: Environment,
  say: (line: string) => void,
): Promise<string> {
  const remedy =
    'install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.24 and try again, or set TEMPORAL_ADDRESS to a server'
  await run('go', ['version'], { env: environment }).catch(() => {
    throw new Error(
      `There is no Temporal server to run orders on, none can be downloaded, and no Go to build one; ${remedy}.`,
    )
  })
  say(
    'Building the Temporal dev server with Go, once for this checkout; this takes about 3 minutes …',
  )
  const started = Date.now()
  const tick = setInterval(() => say(`… still building (${seconds(started)} s)`), 30_000)
  try {
    const building = run('go', ['install', module], { env: { ...environment, GOBIN: folder } })
    endWithThisProcess(building.child)
    await building
  } catch (error) {
    const detail = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split('\n')
      .at(-1)
    throw new Error(`The Temporal dev server could not be built (${detail}); ${remedy}.`, {
      cause: error,
    })
  } finally {
    clearInterval(tick)
  }
  return join(folder, 'temporal')
}

const seconds = (since: number) => Math.round((Date.now() - since) / 1000)

export interface TemporalServerOptions {
  readonly cli: string
  /** Where the server keeps its database file. */
  readonly folder: string
  readonly port?: number
  readonly uiPort?: number
}

/** Starts a dev server on loopback, with one partition a queue so that priorities are exact. */
export async function startTemporal(options: TemporalServerOptions): Promise<TemporalServer> {
  const { cli, folder } = options
  mkdirSync(folder, { recursive: true })
  const port = options.port ?? (await freePort())
  const uiPort = options.uiPort ?? (await freePort())
  const args = devServerArgs(folder, port, uiPort)
  const server = spawn(cli, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  endWithThisProcess(server)
  await untilServing(server, cli, `127.0.0.1:${port}`)
  return {
    address: `127.0.0.1:${port}`,
    ui: `http://127.0.0.1:${uiPort}`,
    stop: () => stop(server),
  }
}

/** Of the command `temporal`: a server that keeps its database file in a folder that exists. */
export function devServerArgs(folder: string, port: number, uiPort: number): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--ui-ip', '127.0.0.1'],
    ...['--port', String(port), '--ui-port', String(uiPort), '--log-level', 'error'],
    ...['--db-filename', join(folder, 'temporal.db')],
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...dynamic('matching.numTaskqueueReadPartitions=1'),
    ...dynamic('matching.numTaskqueueWritePartitions=1'),
    ...dynamic('matching.useNewMatcher=true'),
    ...dynamic('system.enableActivityEagerExecution=true'),
  ]
}

function dynamic(setting: string): string[] {
  return ['--dynamic-config-value', setting]
}

async function untilServing(server: ChildProcess, cli: string, address: string): Promise<void> {
  let said = ''
  server.stderr?.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  for (let attempt = 0; attempt < 120; attempt++) {
    if (server.exitCode !== null)
      throw new Error(`The Temporal dev server ended at once: ${said.trim() || server.exitCode}.`)
    const health = run(cli, ['operator', 'cluster', 'health', '--address', address])
    if (
      await health.then(
        () => true,
        () => false,
      )
    )
      return
    await new Promise((done) => setTimeout(done, 250))
  }
  await stop(server)
  throw new Error(`The Temporal dev server did not answer on ${address} within 30 seconds.`)
}
