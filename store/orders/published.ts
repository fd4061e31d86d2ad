import type { Selectable } from 'kysely'
import type { Composition } from '../../pack/release.ts'
import type { Db } from '../database/database.ts'
import { type Sealed, wrappedOf } from '../sealing.ts'
import type { Tables } from '../tables.ts'
import { bound, type Vault } from '../vault.ts'

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

export const fileColumns = [
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
export function published(db: Db, order: string) {
  return db
    .selectFrom('releases')
    .where('order_id', '=', order)
    .where('sha256', 'is not', null)
    .orderBy('version', 'desc')
}

/** What became of plans; of an order that was erased nothing is known but its files. */
export function createPublished({ db, vault }: Sealed) {
  return {
    /** What of the published releases can be downloaded, newest first; not what is in them. */
    async files(order: string): Promise<ReleaseFile[]> {
      return (await published(db, order).select(fileColumns).execute()).map(fileOf)
    },

    /** The orders of which a release is this file. */
    async ordersOf(sha256: string): Promise<string[]> {
      const rows = await db
        .selectFrom('releases')
        .select('order_id')
        .distinct()
        .where((eb) => eb.or([eb('sha256', '=', sha256), eb('rebuilt_sha256', '=', sha256)]))
        .execute()
      return rows.map(({ order_id }) => order_id)
    },

    /** What the newest published release was made of; null before the first. */
    async newest(order: string): Promise<Composition | null> {
      const row = await published(db, order).select(sealed).limit(1).executeTakeFirst()
      return row && hasKey(row) ? opened(vault, order, row) : null
    },

    /** Published releases, newest first. */
    async published(order: string): Promise<PublishedRelease[]> {
      const rows = await published(db, order).select(fileColumns).select(sealed).execute()
      return rows
        .filter(hasKey)
        .map((row) => ({ ...fileOf(row), composition: opened(vault, order, row) }))
    },
  }
}

type FileRow = Pick<Selectable<Tables['releases']>, (typeof fileColumns)[number]>

export function fileOf(row: FileRow): ReleaseFile {
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

export const sealed = [
  'version',
  'composition',
  wrappedOf('releases.order_id').as('wrapped'),
] as const

interface SealedRelease {
  readonly version: number
  readonly composition: Uint8Array
  /** The order's key; null: it was destroyed. */
  readonly wrapped: Uint8Array | null
}

const hasKey = ({ wrapped }: SealedRelease) => wrapped !== null

export function opened(
  vault: Vault,
  order: string,
  { version, composition, wrapped }: SealedRelease,
) {
  if (wrapped === null) throw new Error(`${order} was erased, and its releases with it.`)
  return vault.open(order, wrapped, bound.release(version), composition) as Composition
}
