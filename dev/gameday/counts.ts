import pg from 'pg'
import type { Life } from './life.ts'

/** What went wrong with an order, in a sentence. */
export interface Finding {
  readonly order: string
  readonly what: string
}

/** What customers saw, held against itself and the database. */
export async function count(lives: readonly Life[], databaseUrl: string): Promise<Finding[]> {
  const stored = await readOrders(databaseUrl)
  return lives.flatMap((life) =>
    faultsOf(life, stored.get(life.order)).map((what) => ({ order: life.order, what })),
  )
}

interface StoredOrder {
  readonly state: string
  readonly attentions: Readonly<Record<string, string>>
  readonly releases: readonly { readonly version: number; readonly sha256: string }[]
}

function faultsOf(life: Life, stored: StoredOrder | undefined): string[] {
  const { paidAt, finalAt, firstPackAt, takenBack, packs } = life
  if (stored === undefined) return ['The shop does not know it.']
  if (paidAt === null) return entitled.includes(stored.state) ? ['It was never paid for.'] : []
  const changed = [...packs].filter(([version, hashes]) => {
    const now = stored.releases.find((release) => release.version === version)?.sha256
    return hashes.size > 1 || !hashes.has(now ?? '')
  })
  const wrongly = takenBack === entitled.includes(stored.state)
  return [
    ...(firstPackAt === null && !takenBack ? ['It is paid for and was never delivered.'] : []),
    ...(finalAt === null ? [`It never came to its end, and is ${stored.state}.`] : []),
    ...changed.map(([version]) => `v${version} changed after delivery.`),
    ...(wrongly ? [`It is ${stored.state}, and was ${takenBack ? '' : 'not '}taken back.`] : []),
    ...(stored.attentions['parked'] ? [`It is parked: ${stored.attentions['parked']}`] : []),
  ]
}

const entitled = ['paid', 'improving', 'complete']

async function readOrders(databaseUrl: string): Promise<Map<string, StoredOrder>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<StoredOrder & { id: string }>(`
      select id, state, attentions,
        (select coalesce(json_agg(json_build_object('version', version, 'sha256', sha256)), '[]')
          from releases where order_id = id and published_at is not null) as releases
      from orders`)
    return new Map(rows.map((row) => [row.id, row]))
  } finally {
    await client.end()
  }
}
