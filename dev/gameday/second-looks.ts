import { catalogue } from '../../catalogue/catalogue.ts'
import { placeOf } from '../../inference/judge/looked.ts'
import type { ReviewVerdict } from '../../pack/review.ts'
import { askPostgres } from '../ask-postgres.ts'

/** What judge and readers made of the day's texts, and how long that took. */
export interface SecondLooks {
  readonly judge: JudgedTexts
  readonly reviews: readonly Read[]
  /** Of each time that people were to read, milliseconds until the last text was asked for that stood unread; 0: none. */
  readonly policies: readonly number[]
}

export interface JudgedTexts {
  /** Texts at which it looked, each once however many orders have it, and of those the doubted ones. */
  readonly judged: number
  readonly doubted: number
  /** Kept back for good, since it was away. */
  readonly unjudged: number
  /** Of what customers publish, and at which it did not look though it was to: they stand all the same. */
  readonly unguarded: number
}

/** A text that waited for a reader; times in epoch milliseconds. */
export interface Read {
  readonly verdict: Exclude<ReviewVerdict, 'escalated'>
  readonly asked: number
  readonly ended: number
  /** Until when it was to be read. */
  readonly due: number
  /** When the next release of its order was published; null: none was. */
  readonly delivered: number | null
}

/** @param from epoch milliseconds from which the judge decides */
export async function secondLooks(databaseUrl: string, from: number): Promise<SecondLooks> {
  const [judge] = await askPostgres<JudgedTexts>(databaseUrl, judgedTexts, [
    published,
    new Date(from),
  ])
  const reviews = await askPostgres<Read>(databaseUrl, reviewsDone)
  return { judge: judge!, reviews, policies: await policyEffects(databaseUrl) }
}

const published = Object.values(catalogue).flatMap(({ artefacts }) =>
  artefacts.flatMap(({ id, published: isPublished }) => (isPublished ? [id] : [])),
)

const isHeld = `coalesce(outcome ->> 'look', 'watched') <> 'watched'`

const judgedTexts = `
  select (select count(*) from judgements)::int as judged,
    (select count(*) from judgements where doubted > 0)::int as doubted,
    count(*) filter (where outcome ->> 'look' = 'judge')::int as unjudged,
    count(*) filter (where artefact = any($1) and recorded_at > $2
      and not outcome ? 'judged' and not outcome ? 'reviewed' and not ${isHeld})::int as unguarded
  from outcomes where outcome ->> 'source' <> 'none'`

const reviewsDone = `
  select verdict, asked.ms as asked, 1000 * extract(epoch from at)::float8 as ended,
    asked.ms + 3600000 * hours.value::float8 as due,
    (select 1000 * extract(epoch from min(published_at))::float8 from releases
      where releases.order_id = reviews.order_id and published_at > reviews.at) as delivered
  from reviews,
  lateral (select 1000 * extract(epoch from asked_at)::float8 as ms) as asked,
  lateral (
    select value #>> '{}' as value from setting_changes
    where key = 'reviewHours' and setting_changes.at <= asked_at order by id desc limit 1
  ) as hours
  where verdict <> 'escalated' order by reviews.at`

interface Unread {
  readonly policy: number
  readonly sample: number
  readonly took: number
  readonly order: string
  readonly artefact: string
  readonly part: string
}

/** Each time that people were to read, with the texts that were asked for since and stand unread. */
const unreadSince = `
  with policies as (
    select id, at, value, lead(at) over (order by id) as ended,
      (select (value #>> '{}')::float8 from setting_changes as samples
        where key = 'reviewSample' and samples.at <= setting_changes.at order by id desc limit 1) as sample
    from setting_changes where key = 'review'
  )
  select policies.id::int as policy, sample, order_id as "order", artefact, part,
    coalesce(1000 * extract(epoch from opened_at - policies.at), 0)::float8 as took
  from policies left join (
    select order_id, artefact, part, opened_at from outcomes join lateral (
      select opened_at from asks
      where (asks.order_id, asks.artefact, asks.part, asks.round)
          = (outcomes.order_id, outcomes.artefact, outcomes.part, outcomes.round)
        and source = 'model' and asks.tier <> 'judge' and opened_at <= recorded_at
      order by opened_at desc limit 1
    ) as last on true
    where outcome ->> 'source' = 'model'
      and not outcome ? 'review' and not outcome ? 'reviewed' and not ${isHeld}
  ) as texts on opened_at between policies.at and coalesce(policies.ended, now())
  where policies.value #>> '{}' = 'flagged'
  order by policies.id`

async function policyEffects(databaseUrl: string): Promise<number[]> {
  const unread = await askPostgres<Unread>(databaseUrl, unreadSince)
  const byPolicy = Object.values(Object.groupBy(unread, ({ policy }) => policy))
  return byPolicy.map((texts = []) =>
    Math.max(0, ...texts.filter(isInSample).map(({ took }) => took)),
  )
}

/** Of those that a reader was to have. */
function isInSample({ order, artefact, part, sample }: Unread): boolean {
  return order !== null && placeOf(order, artefact, part, 'review') * 100 < sample
}
