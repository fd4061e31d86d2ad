import type { Outcome, WithoutText } from '../../pack/outcome.ts'
import type { Composition } from '../../pack/release.ts'
import { fileColumns, fileOf } from '../orders/published.ts'
import { type Sealed, wrappedOf } from '../sealing.ts'
import { bound, type Vault } from '../vault.ts'
import { byOrder } from './by-order.ts'

/** What was recorded, with its texts as far as their keys still open them. */
export async function outcomesOf({ db, vault }: Sealed, ids: readonly string[]) {
  const rows = await db
    .selectFrom('outcomes')
    .select(['order_id as order', 'artefact', 'part', 'round', 'revision', 'outcome', 'content'])
    .select(['recorded_at as recordedAt', wrappedOf('outcomes.order_id').as('wrapped')])
    .where('order_id', 'in', ids)
    .execute()
  return byOrder(
    rows.map(({ outcome, content, wrapped, ...key }) => ({
      ...key,
      outcome: withText(outcome, openedText(vault, key, { content, wrapped })),
    })),
  )
}

interface Key {
  readonly order: string
  readonly artefact: string
  readonly part: string
  readonly round: number
  readonly revision: number
}

interface SealedText {
  readonly content: Uint8Array | null
  /** Null: the order's key was destroyed. */
  readonly wrapped: Uint8Array | null
}

function openedText(vault: Vault, key: Key, { content, wrapped }: SealedText): unknown {
  return content && wrapped && vault.open(key.order, wrapped, bound.text(key), content)
}

function withText(outcome: WithoutText<Outcome>, content: unknown): Outcome {
  return outcome.source === 'none' ? outcome : { ...outcome, content }
}

/** Published releases, the oldest first; null in the place of a composition whose key was destroyed. */
export async function releasesOf({ db, vault }: Sealed, ids: readonly string[]) {
  const rows = await db
    .selectFrom('releases')
    .select(['order_id as order', 'composition', wrappedOf('releases.order_id').as('wrapped')])
    .select(fileColumns)
    .where('order_id', 'in', ids)
    .where('sha256', 'is not', null)
    .orderBy('version')
    .execute()
  return byOrder(
    rows.map(({ order, composition, wrapped, ...file }) => ({
      order,
      ...fileOf(file),
      file: null,
      composition: openedPlan(vault, { order, version: file.version, composition, wrapped }),
    })),
  )
}

interface SealedPlan {
  readonly order: string
  readonly version: number
  readonly composition: Uint8Array
  readonly wrapped: Uint8Array | null
}

function openedPlan(vault: Vault, plan: SealedPlan): Composition | null {
  const { order, version, composition, wrapped } = plan
  return wrapped && (vault.open(order, wrapped, bound.release(version), composition) as Composition)
}
