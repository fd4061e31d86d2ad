import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVault } from '../clients/vault.ts'
import { findPostgres, startPostgres } from '../dev/postgres.ts'
import { provideTemporalCli, startTemporal } from '../dev/temporal.ts'

/** What opens the databases of a benchmark. */
export const vault = createVault([randomBytes(32).toString('base64')])

export interface Servers {
  /** `host:port`. */
  readonly temporal: string
  /** Makes an empty database and returns its URL; undefined where PostgreSQL is not installed. */
  createDatabase(name: string): Promise<string | undefined>
}

/** Servers of a benchmark's own, so that what the one before left behind does not burden it. */
export async function withServers<T>(
  say: (line: string) => void,
  use: (servers: Servers) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-bench-'))
  const stops: (() => void | Promise<void>)[] = [() => rmSync(folder, { recursive: true })]
  try {
    const temporal = await startTemporal({ cli: await provideTemporalCli(say), folder })
    stops.push(temporal.stop)
    const postgres = findPostgres() === null ? undefined : await startPostgres()
    if (postgres) stops.push(postgres.stop)
    return await use({
      temporal: temporal.address,
      createDatabase: async (name) => postgres?.createDatabase(name),
    })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
