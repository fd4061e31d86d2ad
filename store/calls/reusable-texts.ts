import { type RawBuilder, sql } from 'kysely'
import type { Written } from '../../pack/outcome.ts'
import type { Reusable, ReuseClaim, ReuseEnd } from '../../pack/reuse.ts'
import type { Db } from '../database/database.ts'
import { deleteOlder } from '../database/delete-older.ts'
import { now } from '../database/time.ts'
import type { Sealed } from '../sealing.ts'
import type { Vault } from '../vault.ts'

const none = { hash: '', operation: '', claimant: null, until: null }

export function createReusableTexts({ db, vault }: Sealed) {
  return {
    /** What stands under the key now. */
    async look(hash: string): Promise<Reusable> {
      const row = await fresh(db, hash).executeTakeFirst()
      if (row === undefined) return { text: null, writer: 'nobody' }
      return { text: openedText(vault, hash, row.text), writer: 'other' }
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

/** One that does not open any more is none. */
export function openedText(vault: Vault, hash: string, text: Uint8Array | null): Written | null {
  return text && ((vault.openShared(hash, text) as Written | undefined) ?? null)
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
          digest: null,
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
export function ended({ db, vault }: Sealed, end: ReuseEnd | undefined) {
  return end?.text ? kept({ db, vault }, end, end.text) : released(db, end)
}

function kept({ db, vault }: Sealed, { hash, operation, refused }: ReuseEnd, text: Written) {
  const digests = (of: Written) => vault.fingerprints(`text ${JSON.stringify(of)}`)
  const [digest] = digests(text)
  const expires_at = text.freshUntil ?? text.generatedAt
  const row = { text: vault.closeShared(hash, text), digest, expires_at }
  const those = sql.val(refused ? digests(refused) : [])
  return db
    .insertInto('reusable_texts')
    .values({ hash, operation, ...row })
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet({ ...row, claimant: null })
        .where(
          sql<boolean>`(reusable_texts.text is null or reusable_texts.expires_at <= now()
            or reusable_texts.digest = any(${those}::text[]))`,
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
