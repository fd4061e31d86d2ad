import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findPostgres, startPostgres } from '../../dev/postgres.ts'
import { openDatabase } from '../../store/database/database.ts'
import { vault } from '../databases.ts'
import { livesAreTrue } from '../orders/lifecycle/check.ts'

it('an order is what Stripe says, in ten thousand lives', { timeout: 3_600_000 }, async () => {
  expect(findPostgres()).not.toBe(null)
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-lives-'))
  const postgres = await startPostgres()
  const database = await openDatabase({ url: postgres.url, folder, vault })
  try {
    await livesAreTrue(database, 10_000)
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(folder, { recursive: true })
  }
})
