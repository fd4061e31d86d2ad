import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { createVault } from '../clients/vault.ts'
import { askPostgres } from '../dev/ask-postgres.ts'
import { postgresInstallLine } from '../dev/postgres.ts'
import { type Database, openDatabase } from '../store/database/database.ts'

/** What opens the databases of this run. */
export const vault = createVault([randomBytes(32).toString('base64')])

/** An empty database of its own on the run's PostgreSQL server. */
export async function emptyPostgres(): Promise<string> {
  const server = inject('postgres')
  if (server === null) throw new Error(`PostgreSQL is absent; ${postgresInstallLine}`)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await askPostgres(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** The address of an empty database; undefined: the embedded one. */
type UrlOf = () => Promise<string | undefined>

/** Runs the same suite on PGlite and on PostgreSQL. */
export function describeOnBoth(name: string, suite: (open: () => Database) => void): void {
  describeByUrl(name, (urlOf) => suite(opened(urlOf)))
}

/** The same for a suite that opens what it needs itself. */
export function describeByUrl(name: string, suite: (urlOf: UrlOf) => void): void {
  describe(`${name} (PGlite)`, () => suite(async () => undefined))
  const absent = inject('postgres') === null
  const title = absent
    ? `${name} (PostgreSQL: absent, ${postgresInstallLine})`
    : `${name} (PostgreSQL)`
  describe.skipIf(absent)(title, () => suite(emptyPostgres))
}

function opened(urlOf: UrlOf): () => Database {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-db-'))
  let database: Database
  beforeAll(async () => {
    database = await openDatabase({ url: await urlOf(), folder: join(folder, 'db'), vault })
  })
  afterAll(async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => database
}
