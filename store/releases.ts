import { type Composition, isReleaseDegraded } from '../pack/release.ts'
import type { Db } from './database.ts'

export interface PublishedRelease {
  readonly version: number
  readonly composition: Composition
  readonly degraded: boolean
  readonly sha256: string
  readonly bytes: number
  readonly publishedAt: string
}

export function createReleaseStore(db: Db) {
  return {
    /** Stores what the release is made of, once. @returns the composition that stands */
    async plan(order: string, composition: Composition): Promise<Composition> {
      await db
        .insertInto('releases')
        .values({
          order_id: order,
          version: composition.version,
          composition: JSON.stringify(composition),
          degraded: isReleaseDegraded(composition),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const row = await db
        .selectFrom('releases')
        .select('composition')
        .where('order_id', '=', order)
        .where('version', '=', composition.version)
        .executeTakeFirstOrThrow()
      return row.composition
    },

    /**
     * Publishes a planned release; the first writer wins, a later one adopts what stands.
     *
     * @returns whether this call published it, and the hash that stands
     */
    async publish(order: string, version: number, file: { sha256: string; bytes: number }) {
      const { numUpdatedRows } = await db
        .updateTable('releases')
        .set({ ...file, published_at: new Date().toISOString() })
        .where('order_id', '=', order)
        .where('version', '=', version)
        .where('sha256', 'is', null)
        .executeTakeFirst()
      const row = await db
        .selectFrom('releases')
        .select('sha256')
        .where('order_id', '=', order)
        .where('version', '=', version)
        .executeTakeFirstOrThrow()
      return { first: numUpdatedRows > 0n, sha256: row.sha256 ?? file.sha256 }
    },

    /** Published releases, newest first. */
    async published(order: string): Promise<PublishedRelease[]> {
      const rows = await db
        .selectFrom('releases')
        .selectAll()
        .where('order_id', '=', order)
        .where('sha256', 'is not', null)
        .orderBy('version', 'desc')
        .execute()
      return rows.map((row) => ({
        version: row.version,
        composition: row.composition,
        degraded: row.degraded,
        sha256: row.sha256 ?? '',
        bytes: row.bytes ?? 0,
        publishedAt: row.published_at ?? '',
      }))
    },
  }
}
