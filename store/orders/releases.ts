import type { Selectable } from 'kysely'
import { isEntitled } from '../../pack/order.ts'
import { type Composition, isReleaseDegraded, revisionIn } from '../../pack/release.ts'
import type { Db } from '../database/database.ts'
import { post } from '../mail/outbox.ts'
import type { Tables } from '../tables.ts'
import { advance } from './orders.ts'

export interface ReleaseFile {
  readonly version: number
  /** Of the answers that it is made of. */
  readonly revision: number
  readonly degraded: boolean
  /** Of the file to download. */
  readonly sha256: string
  readonly bytes: number
  /** Another than `sha256` once the file was lost and came out with other bytes. */
  readonly publishedSha256: string
  readonly publishedAt: string
  /** Of the manifest inside; null: published before it was kept. */
  readonly manifestSha256: string | null
}

export interface PublishedRelease extends ReleaseFile {
  readonly composition: Composition
}

interface ZipFile {
  readonly sha256: string
  readonly bytes: number
}

interface PublishedFile extends ZipFile {
  /** Of the manifest inside. */
  readonly manifestSha256: string
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
    /**
     * Stores what the release is made of, once; a plan of corrected answers takes the place of an
     * unpublished one of those before. @returns the composition that stands
     */
    async plan(order: string, composition: Composition): Promise<Composition> {
      const { version } = composition
      await planned(db, order, composition).execute()
      return (await one(db, order, version)).composition
    },

    /** Plans a release anew, unless it is published or of later answers. @returns the composition that stands */
    async replan(order: string, composition: Composition): Promise<Composition> {
      const { version } = composition
      await unpublished(db, order, version)
        .where('revision', '<=', revisionIn(composition))
        .set(planOf(composition))
        .execute()
      return (await one(db, order, version)).composition
    },

    /**
     * Publishes a planned release, moves its order on and writes to the customer of it, all or nothing.
     * The first writer wins, a later one adopts what stands.
     *
     * @param revision of the answers that it was printed from
     * @returns null when the payment was taken back meanwhile, `corrected` when the answers are others
     * by now: nothing is published then
     */
    publish: (
      order: string,
      version: number,
      file: PublishedFile,
      revision = 1,
    ): Promise<Publication | 'corrected' | null> =>
      db.transaction().execute((tx) => publish(tx, order, version, file, revision)),

    /**
     * Records what was built anew in place of the file whose hash is `lost`. The first writer wins;
     * the hash that was published stays.
     *
     * @returns the file that stands
     */
    async rebuilt(order: string, version: number, lost: string, file: ZipFile): Promise<ZipFile> {
      await db
        .updateTable('releases')
        .set({ rebuilt_sha256: file.sha256, rebuilt_bytes: file.bytes })
        .where('order_id', '=', order)
        .where('version', '=', version)
        .where((eb) => eb(eb.fn.coalesce('rebuilt_sha256', 'sha256'), '=', lost))
        .execute()
      const release = published(db, order).where('version', '=', version).select(fileColumns)
      const { sha256, bytes } = fileOf(await release.executeTakeFirstOrThrow())
      return { sha256, bytes }
    },

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

async function publish(
  db: Db,
  order: string,
  version: number,
  file: PublishedFile,
  revision: number,
): Promise<Publication | 'corrected' | null> {
  const present = await db
    .selectFrom('orders')
    .select(['state', 'revision'])
    .where('id', '=', order)
    // Its key stays: what refers to the order, such as a reservation, need not wait.
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  if (!isEntitled(present.state)) return null
  if (present.revision !== revision) return 'corrected'
  const template = (await isCorrected(db, order, revision)) ? 'corrected' : 'improved'
  const first = await publishFirst(db, order, version, file)
  const moved = await advance(db, order, { from: ['paid'], to: 'improving' })
  if (first && version > 1) await post(db, { order, template, version })
  const { sha256 } = await one(db, order, version)
  return { first, moved, sha256: sha256 ?? file.sha256 }
}

/** The first release of corrected answers is what the customer waits for, not an improvement. */
async function isCorrected(db: Db, order: string, revision: number): Promise<boolean> {
  const newest = await published(db, order).select('revision').limit(1).executeTakeFirst()
  return newest !== undefined && newest.revision < revision
}

async function publishFirst(db: Db, order: string, version: number, file: PublishedFile) {
  const { manifestSha256: manifest_sha256, ...zip } = file
  const publishedNow = { ...zip, manifest_sha256, published_at: new Date().toISOString() }
  const update = unpublished(db, order, version).set(publishedNow)
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}

function planned(db: Db, order: string, composition: Composition) {
  const plan = planOf(composition)
  return db
    .insertInto('releases')
    .values({ order_id: order, version: composition.version, ...plan })
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'version'])
        .doUpdateSet(plan)
        .where('releases.sha256', 'is', null)
        .where('releases.revision', '<', revisionIn(composition)),
    )
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

const fileColumns = [
  'version',
  'revision',
  'degraded',
  'sha256',
  'bytes',
  'rebuilt_sha256',
  'rebuilt_bytes',
  'published_at',
  'manifest_sha256',
] as const

/** Newest first. */
function published(db: Db, order: string) {
  return db
    .selectFrom('releases')
    .where('order_id', '=', order)
    .where('sha256', 'is not', null)
    .orderBy('version', 'desc')
}

function publishedReleases(db: Db) {
  return {
    /** What of the published releases can be downloaded, newest first; not what is in them. */
    async files(order: string): Promise<ReleaseFile[]> {
      return (await published(db, order).select(fileColumns).execute()).map(fileOf)
    },

    /** What the newest published release was made of; null before the first. */
    async newest(order: string): Promise<Composition | null> {
      const query = published(db, order).select('composition').limit(1)
      return (await query.executeTakeFirst())?.composition ?? null
    },

    /** Published releases, newest first. */
    async published(order: string): Promise<PublishedRelease[]> {
      const rows = await published(db, order).selectAll().execute()
      return rows.map((row) => ({ ...fileOf(row), composition: row.composition }))
    },
  }
}

type FileRow = Pick<Selectable<Tables['releases']>, (typeof fileColumns)[number]>

function fileOf(row: FileRow): ReleaseFile {
  const { version, revision, degraded, sha256, bytes, rebuilt_sha256, rebuilt_bytes } = row
  return {
    version,
    revision,
    degraded,
    sha256: rebuilt_sha256 ?? sha256 ?? '',
    bytes: rebuilt_bytes ?? bytes ?? 0,
    publishedSha256: sha256 ?? '',
    publishedAt: row.published_at ?? '',
    manifestSha256: row.manifest_sha256,
  }
}
