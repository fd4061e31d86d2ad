import { askPostgres } from '../ask-postgres.ts'
import type { Life } from './life.ts'

/** What went wrong with an order, in a sentence. */
export interface Finding {
  readonly order: string
  readonly what: string
}

/** What only customers can tell: that it never ended, or that what they were given is not what is there now. */
export async function askAround(lives: readonly Life[], databaseUrl: string): Promise<Finding[]> {
  const stored = await readReleases(databaseUrl)
  return lives.flatMap((life) =>
    complaintsOf(life, stored.get(life.order)).map((what) => ({ order: life.order, what })),
  )
}

/** SHA-256 by version. */
type Releases = Readonly<Record<number, string>>

function complaintsOf(life: Life, stored: Releases | undefined): string[] {
  const { paidAt, finalAt, state, packs, complaints } = life
  if (stored === undefined) return [...complaints, 'The shop does not know it.']
  const changed = [...packs].filter(
    ([version, hashes]) => hashes.size > 1 || !hashes.has(stored[version] ?? ''),
  )
  return [
    ...complaints,
    ...(paidAt !== null && finalAt === null ? [`It never came to its end, and is ${state}.`] : []),
    ...changed.map(([version]) => `v${version} changed after delivery.`),
  ]
}

async function readReleases(databaseUrl: string): Promise<Map<string, Releases>> {
  const rows = await askPostgres<{ id: string; releases: Releases }>(
    databaseUrl,
    `select id, (select coalesce(json_object_agg(version, sha256), '{}')
      from releases where order_id = id and published_at is not null) as releases
    from orders`,
  )
  return new Map(rows.map(({ id, releases }) => [id, releases]))
}
