import pg from 'pg'

/**
 * Asks a PostgreSQL server one thing, on a connection of its own. A server that ends in the middle is said once, by
 * the promise: without a listener the connection would say it again as an event, and that ends the process.
 *
 * @throws Error of the server, or of the connection
 */
export async function askPostgres<Row extends object>(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(statement, [...values])).rows
  } finally {
    await client.end()
  }
}
