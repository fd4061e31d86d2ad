import { type RawBuilder, sql } from 'kysely'
import { type Breaker, type BreakerKey, untouched } from '../../pack/breaker.ts'
import type { EndpointTier } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'

/** A breaker as it stands after somebody wrote it. */
export interface WrittenBreaker extends Breaker {
  /** It was this call that wrote it. */
  readonly isMine: boolean
}

/** The breakers of all processes, one row each. */
export function createBreakerStore(db: Db) {
  const of = (which: RawBuilder<boolean>): Promise<Breaker[]> =>
    db.selectFrom('breakers').select(columns).where(which).orderBy('endpoint').execute()

  return {
    ofTier: (tier: EndpointTier) => of(sql`tier = ${tier}`),

    all: () => of(sql`true`),

    /**
     * Writes the breaker if it still is as `before` was read.
     *
     * @returns what stands; when it is not ours, it may be old news still
     */
    async write(before: Breaker, state: Breaker['state']): Promise<WrittenBreaker> {
      const { endpoint, model, operation, kind, tier, version } = before
      const { rows } = await sql<WrittenBreaker>`
        with written as (
          insert into breakers as stored (endpoint, model, operation, kind, tier, state, version)
          values (${endpoint}, ${model}, ${operation}, ${kind}, ${tier}, ${JSON.stringify(state)}, 1)
          on conflict (endpoint, model, operation, kind) do update
            set state = excluded.state, tier = excluded.tier, version = stored.version + 1
            where stored.version = ${version}
          returning *
        )
        select *, true as "isMine" from written
        union all
        select *, false from breakers
        where not exists (select from written) and ${is(before)}`.execute(db)
      return rows[0] ?? { ...before, isMine: false }
    },

    /**
     * Makes the tier's endpoints and models known to whoever asks, and forgets those that are gone, but
     * for what an operator has forced.
     */
    async enrol(tier: EndpointTier, keys: readonly BreakerKey[]): Promise<void> {
      const known = JSON.stringify(keys)
      await sql`
        with gone as (
          delete from breakers where tier = ${tier} and not exists (
            select from jsonb_to_recordset(${known}::jsonb) as known (endpoint text, model text)
            where (known.endpoint, known.model) = (breakers.endpoint, breakers.model)
          ) and coalesce((state #>> '{forced,until}')::float8, 0) < extract(epoch from now()) * 1000
        )
        insert into breakers
        select endpoint, model, operation, kind, ${tier}, ${JSON.stringify(untouched)}::jsonb, 1
        from jsonb_populate_recordset(null::breakers, ${known}::jsonb)
        on conflict do nothing`.execute(db)
    },
  }
}

const columns = ['endpoint', 'model', 'operation', 'kind', 'tier', 'state', 'version'] as const

function is({ endpoint, model, operation, kind }: BreakerKey): RawBuilder<boolean> {
  return sql`(endpoint, model, operation, kind) = (${endpoint}, ${model}, ${operation}, ${kind})`
}

/** Those of a tier as one value, for a statement that asks for more. */
export function breakersOf(tier: EndpointTier): RawBuilder<Breaker[]> {
  return sql`(
    select coalesce(jsonb_agg(to_jsonb(breakers)), '[]'::jsonb) from breakers where tier = ${tier}
  )`
}
