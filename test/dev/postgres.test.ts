import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  findPostgres,
  type PostgresServer,
  postgresInstallLine,
  startPostgres,
} from '../../dev/postgres.ts'

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

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
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('keeps two databases apart', async () => {
    const first = await server.createDatabase('first')
    const second = await server.createDatabase('Second "quoted"')
    await ask(first, 'create table packs (id int)')
    await expect(ask(second, 'select * from packs')).rejects.toThrow('does not exist')
  })

  it('stores text as UTF-8', async () => {
    expect(await ask(server.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
  })

  it('is gone after stop, even with a client connected', async () => {
    const other = await startPostgres()
    const client = new pg.Client({ connectionString: other.url })
    client.on('error', () => {})
    await client.connect()
    await other.stop()
    await expect(ask(other.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })
})
