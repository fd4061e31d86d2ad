import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { parsers } from './values.ts'

/** The database was not reached, or could not answer: worth trying again. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'

  constructor(cause: unknown) {
    super('The database does not answer.', { cause })
  }
}

export interface Patience {
  /** Milliseconds after which the server gives a statement up; 0: never. */
  readonly statement: number
  /** Milliseconds after which we give up a server that says nothing at all; 0: never. */
  readonly silence: number
}

/** Ours take milliseconds; the server gives up first, and then the connection stays good. */
export const patience: Patience = { statement: 10_000, silence: 15_000 }

/** A report reads much, and nobody waits behind it. */
export const readingPatience: Patience = { statement: 60_000, silence: 65_000 }

/** A migration may rewrite a large table. */
export const endless: Patience = { statement: 0, silence: 0 }

export function postgresDialect(url: string, { statement, silence }: Patience): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(statement > 0 && { statement_timeout: statement }),
    ...(silence > 0 && { query_timeout: silence }),
    types: { getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format) },
  })
  // An idle connection that breaks is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => {})
  // One that is ended in the packet that opens it breaks before anybody can have it; its first query says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDialect({ pool: lender(pool) })
}

function lender(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => lend(await pool.connect().catch(unavailable)),
    end: () => pool.end(),
  } as PostgresPool
}

/** A connection that is not given back to the pool once it has failed to answer. */
function lend(client: pg.PoolClient): PostgresPoolClient {
  let broken = false
  // The pool listens to idle connections alone; an error that nobody hears ends the process.
  const markBroken = () => {
    broken = true
  }
  client.on('error', markBroken)
  const query = async (text: string, values: unknown[]) => {
    try {
      return await client.query(text, values)
    } catch (error) {
      broken ||= !isOfTheServer(error) || endsConnection.test(error.code)
      return isOfTheServer(error) ? throwAsIs(error) : unavailable(error)
    }
  }
  const release = () => {
    client.release(broken)
    client.off('error', markBroken)
  }
  return { query, release } as unknown as PostgresPoolClient
}

/** SQLSTATE codes after which the server hangs up; 57014 ends a statement alone. */
const endsConnection = /^(08|57P)/

/** SQLSTATE classes: connection lost, out of resources, stopped by the server, its disk. */
const cannotAnswer = /^(08|53|57|58)...$/

function throwAsIs(error: Error & { code: string }): never {
  if (cannotAnswer.test(error.code)) unavailable(error)
  throw error
}

/** The server said so itself, and the connection is still good. */
function isOfTheServer(error: unknown): error is Error & { code: string } {
  return error instanceof pg.DatabaseError && error.code !== undefined
}

function unavailable(error: unknown): never {
  if (error instanceof TypeError || error instanceof RangeError) throw error
  throw new DatabaseUnavailable(error)
}
