import type { Selectable } from 'kysely'
import { isEntitled } from '../pack/order.ts'
import { type Composition, isReleaseDegraded } from '../pack/release.ts'
import type { Db } from './database.ts'
import { advance } from './orders.ts'
import type { Tables } from './tables.ts'

export interface ReleaseFile {
  readonly version: number
  readonly degraded: boolean
  readonly sha256: string
  readonly bytes: number
  readonly publishedAt: string
}

export interface PublishedRelease extends ReleaseFile {
  readonly composition: Composition
}

interface ZipFile {
  readonly sha256: string
  readonly bytes: number
}

export interface Publication {
  /** This call published it. */
  readonly first: boolean
  /** This call moved the order to `improving`. */
  readonly moved: boolean
  /** The hash that stands. */
  readonly sha256: string
}

export function createReleaseStore(db: Db) {
  return {
    /** Stores what the release is made of, once. @returns the composition that stands */
    async plan(order: string, composition: Composition): Promise<Composition> {
      const { version } = composition
      const insert = db.insertInto('releases')
      const planned = insert.values({ order_id: order, version, ...planOf(composition) })
      await planned.onConflict((conflict) => conflict.doNothing()).execute()
      return (await one(db, order, version)).composition
    },

    /** Plans a release anew, unless it is published. @returns the composition that stands */
    async replan(order: string, composition: Composition): Promise<Composition> {
      const { version } = composition
      await unpublished(db, order, version).set(planOf(composition)).execute()
      return (await one(db, order, version)).composition
    },

    /**
     * Publishes a planned release and moves its order on, both or neither; what tells the customer
     * of it belongs in here too. The first writer wins, a later one adopts what stands.
     *
     * @returns null when the payment was taken back meanwhile: nothing is published then
     */
    publish: (order: string, version: number, file: ZipFile): Promise<Publication | null> =>
      db.transaction().execute(async (tx) => {
        const { state } = await tx
          .selectFrom('orders')
          .select('state')
          .where('id', '=', order)
          .forUpdate()
          .executeTakeFirstOrThrow()
        if (!isEntitled(state)) return null
        const first = await publishFirst(tx, order, version, file)
        const moved = await advance(tx, order, { from: ['paid'], to: 'improving' })
        const { sha256 } = await one(tx, order, version)
        return { first, moved, sha256: sha256 ?? file.sha256 }
      }),

    ...publishedReleases(db),
  }
}

const one = (db: Db, order: string, version: number) =>
  db
    .selectFrom('releases')
    .select(['composition', 'sha256'])
    .where('order_id', '=', order)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()

async function publishFirst(db: Db, order: string, version: number, file: ZipFile) {
  const publishedNow = { ...file, published_at: new Date().toISOString() }
  const update = unpublished(db, order, version).set(publishedNow)
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}

function planOf(composition: Composition) {
  const degraded = isReleaseDegraded(composition)
  return { composition: JSON.stringify(composition), degraded }
}

function unpublished(db: Db, order: string, version: number) {
  return db
    .updateTable('releases')
    .where('order_id', '=', order)
    .where('version', '=', version)
    .where('sha256', 'is', null)
}

function publishedReleases(db: Db) {
  return {
    /** What of the published releases can be downloaded, newest first; not what is in them. */
    async files(order: string): Promise<ReleaseFile[]> {
      const rows = await db
        .selectFrom('releases')
        .select(['version', 'degraded', 'sha256', 'bytes', 'published_at'])
        .where('order_id', '=', order)
        .where('sha256', 'is not', null)
        .orderBy('version', 'desc')
        .execute()
      return rows.map(fileOf)
    },

    /** What the newest published release was made of; null before the first. */
    async newest(order: string): Promise<Composition | null> {
      const row = await db
        .selectFrom('releases')
        .select('composition')
        .where('order_id', '=', order)
        .where('sha256', 'is not', null)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.composition ?? null
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
      return rows.map((row) => ({ ...fileOf(row), composition: row.composition }))
    },
  }
}

type FileRow = Pick<
  Selectable<Tables['releases']>,
  'version' | 'degraded' | 'sha256' | 'bytes' | 'published_at'
>

function fileOf({ version, degraded, sha256, bytes, published_at }: FileRow): ReleaseFile {
  const file = { sha256: sha256 ?? '', bytes: bytes ?? 0, publishedAt: published_at ?? '' }
  return { version, degraded, ...file }
}
