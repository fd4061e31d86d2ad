import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../../store/database/database.ts'
import { openPGlite } from '../../store/database/pglite.ts'
import { patience, postgresDialect } from '../../store/database/postgres.ts'
import { createStores } from '../../store/stores.ts'
import { emptyPostgres, vault } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'

const migrations = join(import.meta.dirname, '..', '..', 'store', 'database', 'migrations')
const older = readdirSync(migrations)
  .filter((file) => file < '0040')
  .sort()

const answers = { company: { legalName: 'Harbour Lane Bakery Ltd' }, note: 'before' }
const corrected = { ...answers, note: 'corrected' }
const written = textBy('4b')
const composition = { version: 1, datedAt: '2026-11-21T10:00:00.000Z', sections: [] }

/** What a build of 0.2.0 has left: its tables, and an order in clear with all that may be kept of one. */
async function leave(run: (text: string) => Promise<unknown>): Promise<void> {
  await run(
    'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
  )
  for (const file of older) {
    await run(readFileSync(join(migrations, file), 'utf8'))
    await run(`insert into kysely_migration values ('${file}', '2026-11-28T00:00:00Z')`)
  }
  const json = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`
  const key = Buffer.from(vault.newKey('ord_1')).toString('hex')
  await run(`
    insert into orders (id, pack, tier, email, answers, currency, amount, consent, content_version,
      frozen_at, state, paid_at, request_hash, corrections)
    values ('ord_1', 'gdpr', 'self-serve', 'Owner@Example.com', ${json(corrected)}, 'eur', 7900, '{}',
      '1.0.0', now(), 'complete', now(), 'a', '[{}]');
    insert into past_answers values ('ord_1', 1, ${json(answers)}, '1.0.0');
    insert into order_keys (order_id, wrapped) values ('ord_1', '\\x${key}');
    insert into outcomes (order_id, artefact, part, round, outcome) values
      ('ord_1', 'risk-plan', '', 1, ${json(written)}),
      ('ord_1', 'notice-section', '', 1, '{"source": "none", "reason": "timeout"}');
    insert into releases (order_id, version, composition, degraded) values
      ('ord_1', 1, ${json(composition)}, false),
      ('ord_1', 2, ${json({ ...composition, version: 2, revision: 2 })}, false);
    insert into link_requests (email) values ('owner@example.com');
  `)
}

/** Opens the database as this build does, and reads what the older one has left. */
async function readOpened(settings: { url: string | undefined; folder: string }): Promise<void> {
  const database = await openDatabase({ ...settings, vault })
  try {
    const { orders, outcomes, releases, outbox } = createStores(database)
    const stands = { email: 'Owner@Example.com', answers: corrected, contentVersion: '1.0.0' }
    expect(await orders.byId('ord_1')).toMatchObject(stands)
    expect((await orders.asOf('ord_1', 1))?.answers).toEqual(answers)
    expect(await orders.ofCustomer('owner@example.COM', 5)).toHaveLength(1)
    const kept = (await outcomes.ofOrder('ord_1')).map(({ outcome }) => outcome)
    expect(kept).toEqual([{ source: 'none', reason: 'timeout' }, written])
    expect(await releases.plan('ord_1', { ...composition, sections: [{} as never] })).toEqual(
      composition,
    )
    expect(await releases.plan('ord_1', { ...composition, version: 2 })).toMatchObject({
      revision: 2,
    })
    expect(await outbox.answerRequests(5)).toBe(1)
    const { rows } = await sql<{ all: string }>`
      select string_agg(orders::text, '') as all from orders`.execute(database.db)
    expect(rows[0]?.all).not.toContain('Harbour')
  } finally {
    await database.close()
  }
}

describe('what builds before 0.3.0 kept in clear is sealed at the start', () => {
  it('on PGlite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packhorse-older-'))
    const { pglite } = await openPGlite(join(folder, 'db'))
    await leave((text) => pglite.exec(text))
    await pglite.close()
    await readOpened({ url: undefined, folder: join(folder, 'db') })
    rmSync(folder, { recursive: true })
  })

  it.skipIf(inject('postgres') === null)('on PostgreSQL', async () => {
    const url = await emptyPostgres()
    const db = new Kysely<unknown>({ dialect: postgresDialect(url, patience) })
    await leave((text) => sql.raw(text).execute(db))
    await db.destroy()
    await readOpened({ url, folder: '' })
  })
})
