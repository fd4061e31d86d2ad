import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askPostgres } from '../../dev/ask-postgres.ts'
import {
  findPostgres,
  type PostgresServer,
  postgresInstallLine,
  startPostgres,
} from '../../dev/postgres.ts'

describe('finding PostgreSQL', () => {
  const empty = mkdtempSync(join(tmpdir(), 'packhorse-no-postgres-'))
  afterAll(() => rmSync(empty, { recursive: true }))

  it('is null where the server programs are absent', () => {
    expect(findPostgres([empty], {})).toBeNull()
  })

  it('fails under CI=true, so that no test is skipped unseen', () => {
    expect(() => findPostgres([empty], { CI: 'true' })).toThrow(postgresInstallLine)
  })
})

const title = 'a throw-away PostgreSQL'
describe.skipIf(findPostgres() === null)(`${title} (${postgresInstallLine})`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  it('answers queries', async () => {
    expect(await askPostgres(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('keeps two databases apart', async () => {
    const first = await server.createDatabase('first')
    const second = await server.createDatabase('Second "quoted"')
    await askPostgres(first, 'create table packs (id int)')
    await expect(askPostgres(second, 'select * from packs')).rejects.toThrow('does not exist')
  })

  it('stores text as UTF-8', async () => {
    expect(await askPostgres(server.url, 'show server_encoding')).toEqual([
      { server_encoding: 'UTF8' },
    ])
  })

  it('is gone after stop, even with a client connected', async () => {
    const other = await startPostgres()
    const client = new pg.Client({ connectionString: other.url })
    client.on('error', () => {})
    await client.connect()
    await other.stop()
    await expect(askPostgres(other.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })

  it('that ends in the middle of a query is said once, to who asked', async () => {
    const other = await startPostgres()
    const uncaught: Error[] = []
    const hear = (error: Error) => uncaught.push(error)
    process.on('uncaughtException', hear)
    const asked = askPostgres(other.url, 'select pg_sleep(600)').catch((error: Error) => error)
    const sleeping = "select pid from pg_stat_activity where query like '%pg_sleep(600)' limit 1"
    await vi.waitUntil(async () => (await askPostgres(other.url, sleeping)).length > 0)
    await other.stop()
    expect(await asked).toMatchObject({ message: expect.stringMatching(/terminat|reset/) })
    process.off('uncaughtException', hear)
    expect(uncaught).toEqual([])
  })
})
