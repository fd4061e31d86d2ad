import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findPostgres, startPostgres } from '../dev/postgres.ts'
import { provideTemporalCli, startTemporal } from '../dev/temporal.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `host:port` of the run's Temporal dev server. */
    temporal: string
    /** URL of the run's PostgreSQL server; null where PostgreSQL is not installed. */
    postgres: string | null
  }
}

/** One Temporal server and one PostgreSQL server for the whole run; each test has its own names. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-test-'))
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const cli = await provideTemporalCli(say)
  const temporal = await startTemporal({ cli, folder })
  const postgres = findPostgres() === null ? null : await startPostgres()
  project.provide('temporal', temporal.address)
  project.provide('postgres', postgres?.url ?? null)
  return async () => {
    await postgres?.stop()
    await temporal.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
