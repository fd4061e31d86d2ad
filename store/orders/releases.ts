import { isEntitled } from '../../pack/order.ts'
import { type Composition, isReleaseDegraded, revisionIn } from '../../pack/release.ts'
import type { Db } from '../database/database.ts'
import { post } from '../mail/outbox.ts'
import { keyOf, type Sealed } from '../sealing.ts'
import { bound } from '../vault.ts'
import { advance } from './orders.ts'
import { createPublished, fileColumns, fileOf, opened, published, sealed } from './published.ts'

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

export function createReleaseStore({ db, vault }: Sealed) {
  return {
    /**
     * Stores what the release is made of, once; a plan of corrected answers takes the place of an
     * unpublished one of those before. @returns the composition that stands
     */
    async plan(order: string, composition: Composition): Promise<Composition> {
      await planned(db, order, await planOf({ db, vault }, order, composition))
      return plannedIn({ db, vault }, order, composition.version)
    },

    /** Plans a release anew, unless it is published or of later answers. @returns the composition that stands */
    async replan(order: string, composition: Composition): Promise<Composition> {
      const { version, ...plan } = await planOf({ db, vault }, order, composition)
      await unpublished(db, order, version)
        .where('revision', '<=', plan.revision)
        .set(plan)
        .execute()
      return plannedIn({ db, vault }, order, version)
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

    ...createPublished({ db, vault }),
  }
}

function one(db: Db, order: string, version: number) {
  return db.selectFrom('releases').where('order_id', '=', order).where('version', '=', version)
}

async function plannedIn({ db, vault }: Sealed, order: string, version: number) {
  const release = one(db, order, version).select(sealed)
  return opened(vault, order, await release.executeTakeFirstOrThrow())
}

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
  const { sha256 } = await one(db, order, version).select('sha256').executeTakeFirstOrThrow()
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

type Plan = Awaited<ReturnType<typeof planOf>>

async function planned(db: Db, order: string, { version, ...plan }: Plan): Promise<void> {
  await db
    .insertInto('releases')
    .values({ order_id: order, version, ...plan })
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'version'])
        .doUpdateSet(plan)
        .where('releases.sha256', 'is', null)
        .where('releases.revision', '<', plan.revision),
    )
    .execute()
}

/** As it is kept: sealed. */
async function planOf({ db, vault }: Sealed, order: string, composition: Composition) {
  const { version } = composition
  const wrapped = await keyOf(db, order)
  return {
    version,
    revision: revisionIn(composition),
    degraded: isReleaseDegraded(composition),
    composition: vault.close(order, wrapped, bound.release(version), composition),
  }
}

function unpublished(db: Db, order: string, version: number) {
  return db
    .updateTable('releases')
    .where('order_id', '=', order)
    .where('version', '=', version)
    .where('sha256', 'is', null)
}
