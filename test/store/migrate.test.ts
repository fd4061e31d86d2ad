import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '../../store/database/migrate.ts'
import { describeOnBoth, vault } from '../databases.ts'

describeOnBoth('a build that is older than the database', (database) => {
  const gone = (name: string) =>
    sql`insert into kysely_migration (name, timestamp) values (${name}, '2027-01-01')`.execute(
      database().db,
    )
  const start = () => migrate(database().db, vault, () => Promise.reject(new Error('not needed')))

  it('starts when a newer one only added something', async () => {
    await gone('9001-reviews.sql')
    await expect(start()).resolves.toBeUndefined()
  })

  it('is refused when a newer one took something away, and says which', async () => {
    await gone('9002-no-refund-owed.contract.sql')
    await expect(start()).rejects.toThrow(/too old.*9002-no-refund-owed\.contract\.sql/)
  })
})
