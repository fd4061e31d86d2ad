import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common'
import { stringify } from 'yaml'
import { goProgram } from './go-program.ts'
import { serverConfig } from './temporal-on-postgres/config.ts'

const run = promisify(execFile)
const version = 'v1.29.1'
const source = 'go.temporal.io/server/cmd'
const server = goProgram({ name: 'temporal-server', module: `${source}/server`, version })
const schemaTool = goProgram({ name: 'temporal-sql-tool', module: `${source}/tools/sql`, version })

/** Builds with Go what is not there yet, which takes minutes. @returns false where Go is absent */
export async function prepareTemporalServer(): Promise<boolean> {
  return (await server.prepare()) && (await schemaTool.prepare())
}

/** What to start: it ends with a signal, and may be started again. */
export interface ServerProgram {
  readonly command: string
  readonly args: readonly string[]
}

export interface TemporalPlace {
  /** `postgres://user@host:port` of a server with the databases that `createTemporalSchema` made. */
  readonly postgres: string
  /** Where its settings are written. */
  readonly folder: string
  /** Of eight free ones in a row the first, on which it is called. */
  readonly port: number
}

/** A server that keeps everything in PostgreSQL, as a cluster of production does. */
export function temporalOnPostgres({ postgres, folder, port }: TemporalPlace): ServerProgram {
  const settings = join(folder, 'temporal')
  mkdirSync(settings, { recursive: true })
  const config = serverConfig(new URL(postgres), databases, port, settings)
  writeFileSync(join(settings, 'base.yaml'), stringify(config.server))
  writeFileSync(join(settings, 'dynamic.yaml'), stringify(config.dynamic))
  return { command: server.file, args: ['--root', folder, '--config', 'temporal', 'start'] }
}

const databases = { temporal: 'temporal', visibility: 'temporal_visibility' } as const

/** Makes Temporal's two databases on a PostgreSQL server, and their tables. */
export async function createTemporalSchema(postgres: string): Promise<void> {
  const { hostname, port, username } = new URL(postgres)
  const at = ['--ep', hostname, '-p', port, '-u', username, '--pw', '-', '--pl', 'postgres12']
  for (const [schema, database] of Object.entries(databases)) {
    const tool = (...args: string[]) => run(schemaTool.file, [...at, '--db', database, ...args])
    await tool('create-database')
    await tool('setup-schema', '-v', '0.0')
    await tool('update-schema', '--schema-name', `postgresql/v12/${schema}`)
  }
}

/**
 * Makes the namespace `default` where it is not there yet, as the dev server does by itself.
 *
 * @returns whether it is there and can be searched; false while the server does not answer
 */
export async function hasNamespace(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 }).catch(() => null)
  if (connection === null) return false
  const { workflowService } = connection
  const namespace = 'default'
  try {
    await workflowService
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('1d') })
      .catch(() => 'it is there')
    await workflowService.listWorkflowExecutions({ namespace })
    return true
  } catch {
    return false
  } finally {
    await connection.close()
  }
}
