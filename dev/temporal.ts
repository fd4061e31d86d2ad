import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const module = 'github.com/temporalio/cli/cmd/temporal@v1.5.1'

export interface TemporalServer {
  readonly address: string
  readonly ui: string
  stop(): Promise<void>
}

/**
 * Finds a `temporal` command, or builds one: `TEMPORAL_CLI`, `PATH`, `.local/bin`, then Go.
 *
 * @param say is told, once, what takes long
 * @throws Error with the remedy when there is none and none can be built
 */
export async function provideTemporalCli(say: (line: string) => void): Promise<string> {
  const wanted = process.env['TEMPORAL_CLI']
  if (wanted) {
    if (existsSync(wanted)) return wanted
    throw new Error(`TEMPORAL_CLI is “${wanted}”, but there is no such file; correct or unset it.`)
  }
  const local = join(root, '.local', 'bin')
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), local]
  const found = folders.map((folder) => join(folder, 'temporal')).find((file) => existsSync(file))
  return found ?? (await buildWithGo(local, say))
}

async function buildWithGo(folder: string, say: (line: string) => void): Promise<string> {
  const remedy =
    'install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.24 and try again, or set TEMPORAL_ADDRESS to a server'
  await run('go', ['version']).catch(() => {
    throw new Error(
      `There is no Temporal server to run orders on, and no Go to build one; ${remedy}.`,
    )
  })
  say(
    'Building the Temporal dev server with Go, once for this checkout; this takes about 3 minutes …',
  )
  mkdirSync(folder, { recursive: true })
  const started = Date.now()
  const tick = setInterval(() => say(`… still building (${seconds(started)} s)`), 30_000)
  try {
    await run('go', ['install', module], { env: { ...process.env, GOBIN: folder } })
  } catch (error) {
    const detail = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split('\n')
      .at(-1)
    throw new Error(`The Temporal dev server could not be built (${detail}); ${remedy}.`)
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
  const server = spawn(
    cli,
    [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--ui-ip', '127.0.0.1'],
      ...['--port', String(port), '--ui-port', String(uiPort), '--log-level', 'error'],
      ...['--db-filename', join(folder, 'temporal.db')],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ...dynamic('matching.numTaskqueueReadPartitions=1'),
      ...dynamic('matching.numTaskqueueWritePartitions=1'),
      ...dynamic('matching.useNewMatcher=true'),
      ...dynamic('system.enableActivityEagerExecution=true'),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await untilServing(server, cli, `127.0.0.1:${port}`)
  return {
    address: `127.0.0.1:${port}`,
    ui: `http://127.0.0.1:${uiPort}`,
    stop: () => stop(server),
  }
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

function stop(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (server.exitCode !== null || server.signalCode !== null) return done()
    server.once('exit', () => done())
    server.kill('SIGTERM')
    setTimeout(() => server.kill('SIGKILL'), 5_000).unref()
  })
}

/** A loopback port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
