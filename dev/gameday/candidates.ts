import { setTimeout as sleep } from 'node:timers/promises'
import { askPostgres } from '../ask-postgres.ts'
import type { DayOf } from './day.ts'
import { candidateModel } from './endpoints.ts'
import type { House } from './house.ts'
import { operate, signed } from './operator.ts'
import { patience } from './patience.ts'
import type { Fault } from './schedule.ts'

/** Milliseconds between two looks whether it was taken back. */
const pause = 500

type Given = Extract<Fault, { kind: 'candidate' }>

/**
 * Gives a worse model to a share of the orders, and takes it back where that does not come by itself in time, counted
 * from the first text that is asked of it.
 */
export async function tryCandidate(house: House, { share, lasts }: Given, day: DayOf) {
  const { environment, databaseUrl } = house
  const of = ['model', candidateModel, '--tier', '4b', '--canary', String(share)]
  const isUnderWay = (refused: string) => refused.includes('Another candidate is under way')
  await operate('promote', [...of, ...signed], environment, isUnderWay)
  for (let giveUp = Date.now() + patience; Date.now() < giveUp && !day.isOver(); ) {
    await sleep(pause, undefined, { signal: day.stop }).catch(() => {})
    const { running, asked } = await standing(databaseUrl)
    if (!running) return
    if (asked) giveUp = Math.min(giveUp, Date.now() + lasts)
  }
  const isOver = (refused: string) => /No candidate is under way|somebody else/.test(refused)
  await operate('promote', ['stop', ...signed], environment, isOver)
}

/** A database that does not answer says nothing of it. */
async function standing(databaseUrl: string): Promise<{ running: boolean; asked: boolean }> {
  const [said] = await askPostgres<{ running: boolean; asked: boolean }>(
    databaseUrl,
    `select exists (select from canaries where ended_at is null) as running,
      exists (select from attempts where model = $1 and started_at > (
        select max(started_at) from canaries
      )) as asked`,
    [candidateModel],
  ).catch(() => [])
  return said ?? { running: true, asked: false }
}

/** What became of a candidate. */
export interface Tried {
  readonly name: string
  /** Percent of the orders. */
  readonly share: number
  readonly ending: 'rolled-back' | 'stopped' | 'promoted' | null
  readonly reason: string | null
  /** Milliseconds from its beginning to its end; null: it goes on. */
  readonly took: number | null
  /** That were asked of it until then, of how many orders. */
  readonly calls: number
  readonly orders: number
  /** Milliseconds from its end to the last text that was asked of it; 0: none was. */
  readonly lastAsked: number
  /** Texts of it that were recorded, though none of them is sound. */
  readonly kept: number
}

/** Every candidate of the day, the first at the top. */
export function triedCandidates(databaseUrl: string): Promise<Tried[]> {
  return askPostgres<Tried>(
    databaseUrl,
    `select name, share, ending, reason,
      (1000 * extract(epoch from ended_at - started_at))::float8 as took,
      calls.count as calls, calls.orders, calls.last as "lastAsked",
      (select count(*)::int from outcomes where outcome ->> 'model' = name
        and recorded_at between canaries.started_at and coalesce(next_at, now())) as kept
    from (select *, lead(started_at) over (order by id) as next_at from canaries) as canaries,
    lateral (
      select count(*) filter (where opened_at < coalesce(ended_at, now()))::int as count,
        count(distinct order_id) filter (where opened_at < coalesce(ended_at, now()))::int as orders,
        greatest(1000 * extract(epoch from max(opened_at) - ended_at), 0)::float8 as last
      from (
        select order_id, (select opened_at from asks where asks.id = ask_id) as opened_at
        from attempts where model = name
          and attempts.started_at between canaries.started_at and coalesce(next_at, now())
      ) as asked
    ) as calls
    order by id`,
  )
}
