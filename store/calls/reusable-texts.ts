import { type RawBuilder, sql } from 'kysely'
import type { Written } from '../../pack/outcome.ts'
import type { Reusable, ReuseClaim, ReuseEnd } from '../../pack/reuse.ts'
import type { Db } from '../database/database.ts'
import { deleteOlder } from '../database/delete-older.ts'
import { now } from '../database/time.ts'

const none = { hash: '', operation: '', claimant: null, until: null }

export function createReusableTexts(db: Db) {
  return {
    /** What stands under the key now. */
    async look(hash: string): Promise<Reusable> {
      const row = await fresh(db, hash).executeTakeFirst()
      if (row === undefined) return { text: null, writer: 'nobody' }
      return { text: row.text, writer: 'other' }
    },

    /** Deletes up to `limit` that are past their time. @returns how many */
    clear: (limit: number): Promise<number> =>
      deleteOlder(db, { table: 'reusable_texts', time: 'expires_at', before: now, limit }),
  }
}

/** The text that may be reused, or null while somebody writes it. */
export function fresh(db: Db, hash: string) {
  return db
    .selectFrom('reusable_texts')
    .select('text')
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
}

/**
 * Takes the claim, if there is one and it may be taken, where there is neither a text nor another's
 * claim. Returns a row when it is ours.
 */
export function claimed(db: Db, claim: ReuseClaim | null, mayTake: RawBuilder<boolean>) {
  const { hash, operation, claimant, until } = claim ?? none
  const row = sql<{ hash: string }>`select ${hash}::text, ${operation}::text, ${claimant}::uuid,
    ${until}::timestamptz where ${claim !== null}::boolean
    and ${mayTake} and not exists (
      select from reusable_texts where hash = ${hash} and expires_at > ${now}
        and (text is not null or claimant <> ${claimant}::uuid)
    )`
  return db
    .insertInto('reusable_texts')
    .columns(['hash', 'operation', 'claimant', 'expires_at'])
    .expression(row)
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet((e) => ({
          text: null,
          claimant: e.ref('excluded.claimant'),
          expires_at: e.ref('excluded.expires_at'),
        }))
        .where(
          sql<boolean>`(reusable_texts.expires_at <= ${now}
            or reusable_texts.claimant = excluded.claimant)`,
        ),
    )
    .returning('hash')
}

/** Puts the text in, where none is fresh but one that was refused; without one gives the claim back, so that nobody waits. */
export function ended(db: Db, end: ReuseEnd | undefined) {
  return end?.text ? kept(db, end, end.text) : released(db, end)
}

function kept(db: Db, { hash, operation, refused }: ReuseEnd, text: Written) {
  const row = { text: JSON.stringify(text), expires_at: text.freshUntil ?? text.generatedAt }
  return db
    .insertInto('reusable_texts')
    .values({ hash, operation, ...row })
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet({ ...row, claimant: null })
        .where(
          sql<boolean>`(reusable_texts.text is null or reusable_texts.expires_at <= now()
            or reusable_texts.text = ${JSON.stringify(refused)}::jsonb)`,
        ),
    )
    .returning('hash')
}

function released(db: Db, end: ReuseEnd | undefined) {
  return db
    .deleteFrom('reusable_texts')
    .where('hash', '=', end?.hash ?? '')
    .where('claimant', '=', end?.claimant ?? null)
    .returning('hash')
}
