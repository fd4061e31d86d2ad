import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { escapeIdentifier } from 'pg'
import { askPostgres } from './ask-postgres.ts'
import { freePort } from './free-port.ts'

export const postgresInstallLine = 'apt-get install -y postgresql'

const readyWithinMs = 30_000

export interface PostgresServer {
  /** `postgres://…` of the database that comes with the server. */
  readonly url: string
  /** Makes an empty database beside it and returns its URL. */
  createDatabase(name: string): Promise<string>
  /** Ends the server at once, whoever is connected, and starts it again after so many milliseconds. */
  restart(pause: number): Promise<void>
  /** Ends the server at once, whoever is connected, and removes its data. */
  stop(): Promise<void>
}

/**
 * The folder of PostgreSQL's server programs, or null where there is none.
 *
 * @throws Error when absent under `CI=true`, where a skipped test would go unnoticed
 */
export function findPostgres(
  folders = searched(),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')))
  if (found === undefined && environment.CI === 'true') throw new Error(absent)
  return found ?? null
}

const absent = `PostgreSQL's server programs were not found; install them with \`${postgresInstallLine}\`.`

// Debian keeps the server programs of each version out of PATH.
function searched(): string[] {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian) : []
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a))
  return [
    ...(process.env.PATH ?? '').split(delimiter),
    ...newestFirst.map((version) => join(debian, version, 'bin')),
  ]
}

/**
 * Starts a throw-away PostgreSQL server on a free loopback port, its data in a temporary folder.
 *
 * @throws Error when PostgreSQL is absent, or with the server's own words when it does not start
 */
export async function startPostgres(): Promise<PostgresServer> {
  const cluster = createCluster(await freePort())
  let server = await serve(cluster)
  const urlOf = (name: string) => `postgres://postgres@127.0.0.1:${cluster.port}/${name}`
  return {
    url: urlOf('postgres'),
    createDatabase: async (name) => {
      await askPostgres(urlOf('postgres'), `create database ${escapeIdentifier(name)}`)
      return urlOf(encodeURIComponent(name))
    },
    restart: async (pause) => {
      await end(server)
      await sleep(pause)
      server = await serve(cluster)
    },
    stop: async () => {
      await end(server)
      cluster.remove()
    },
  }
}

/** The data of a server that is not started yet, and how to start it. */
export interface Cluster {
  readonly port: number
  readonly command: string
  readonly args: readonly string[]
  /** Whose process it is to be, and where it runs. */
  readonly options: { readonly cwd: string } & Partial<Account>
  remove(): void
}

/**
 * Makes an empty cluster in a temporary folder, for a server on that loopback port.
 *
 * @throws Error when PostgreSQL is absent
 */
export function createCluster(port: number): Cluster {
  const programs = findPostgres()
  if (programs === null) throw new Error(absent)
  const account = unprivilegedAccount()
  const data = mkdtempSync(join(tmpdir(), 'packhorse-postgres-'))
  if (account) chownSync(data, account.uid, account.gid)
  initialise(programs, data, account)
  // Without fsync a `kill -9` still loses nothing, only a crash of the machine would.
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return {
    port,
    command: join(programs, 'postgres'),
    args: ['-D', data, '-p', String(port), ...flags],
    options: { cwd: data, ...account },
    remove: () => rmSync(data, { recursive: true, force: true }),
  }
}

interface Account {
  readonly uid: number
  readonly gid: number
}

// PostgreSQL refuses to run as root; Debian's package makes this account.
function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function initialise(programs: string, data: string, account?: Account): void {
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C']
  execFileSync(join(programs, 'initdb'), ['--pgdata', data, '--no-sync', ...options], {
    ...account,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function serve({ command, args, options, remove }: Cluster) {
  const server = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  process.once('exit', () => server.kill('SIGQUIT'))
  try {
    await ready(server)
  } catch (error) {
    await end(server)
    remove()
    throw error
  }
  return server
}

async function ready(server: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let log = ''
  const refuse = () => reject(new Error(`PostgreSQL did not start; its log says: ${log.trim()}`))
  const timer = setTimeout(refuse, readyWithinMs)
  server.once('exit', refuse)
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    // Only the start needs the log; afterwards the pipe is merely kept empty.
    if (log.length < 10_000) log += text
    if (log.includes('ready to accept connections')) resolve()
  })
  await promise.finally(() => clearTimeout(timer))
}

// SIGQUIT is PostgreSQL's immediate shutdown; SIGTERM would wait for every client to leave.
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGQUIT')
  await gone
}
