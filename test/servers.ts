import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { goInstallLine } from '../dev/go-program.ts'
import { findPostgres, startPostgres } from '../dev/postgres.ts'
import { provideTemporalCli, startTemporal } from '../dev/temporal.ts'
import { prepareVersitygw, type S3Place, startVersitygw } from '../dev/versitygw.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `host:port` of the run's Temporal dev server. */
    temporal: string
    /** The run's S3 server; null where there is no Go to build it. */
    s3: S3Place | null
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
  const s3 = (await isS3There()) ? await startVersitygw() : null
  project.provide('temporal', temporal.address)
  project.provide('postgres', postgres?.url ?? null)
  project.provide('s3', s3 && { url: s3.url, buckets: s3.buckets })
  return async () => {
    await s3?.stop()
    await postgres?.stop()
    await temporal.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function isS3There(): Promise<boolean> {
  const isThere = await prepareVersitygw()
  if (!isThere && process.env.CI === 'true') throw new Error(`No S3 server; ${goInstallLine}.`)
  return isThere
}
