import { type RawBuilder, sql } from 'kysely'
import { buffer, microsPerMinorUnit } from '../../pack/costs.ts'
import { longestReading } from '../../pack/review.ts'

/** Millionths of a euro that a reading cost, a whole number, so that sums of any kind are equal. */
export const readingMicros = (eurosPerHour: number) =>
  sql`round(least(seconds, ${longestReading}::real)::numeric * ${eurosPerHour}::int * 1000000 / 3600)::bigint`

const microsAllowed = (microsPerMinorUnit * buffer.most) / 100

/**
 * A row for each order, with what it sold for and what of that went, as `Money` has them.
 *
 * @param eurosPerHour what an hour of a reviewer costs
 */
export const orderMoney = (eurosPerHour: number) => sql`
  select *, price > 0 and taken_micros > price * ${microsAllowed}::bigint as is_over
  from (
    select *,
      inference_micros + review_micros + coalesce(fee, 0) * ${microsPerMinorUnit}::bigint
        as taken_micros
    from (
      select
        id, pack, tier, currency, paid_at, price, is_disputed,
        ${shareOf(sql`went`)} as refunded,
        ${shareOf(sql`lost`)} as dispute_lost,
        ${shareOf(sql`undecided`)} as contested,
        case when payment is null and amount_paid = 0 then 0 else ${inOrders(sql`fee`)} end as fee,
        coalesce(${inOrders(sql`fee_of_disputes`)}, 0) as dispute_fees,
        coalesce(inference_micros, 0) as inference_micros,
        coalesce(review_micros, 0) as review_micros
      from (${paid}) as paid
        left join ledger_orders on ledger_orders.order_id = id
        left join (
          select order_id, sum(${readingMicros(eurosPerHour)})::bigint as review_micros
          from reviews group by order_id
        ) as readings on readings.order_id = id
    ) as counted
  ) as taken`

/** What came and what went, as Stripe has it: in the payment's own currency, and with tax. */
const paid = sql`
  select
    id, pack, tier, currency, paid_at, payment, amount_paid,
    least(amount, coalesce(amount_paid, amount)) as price,
    nullif((payment ->> 'amountReceived')::bigint, 0) as received,
    (payment #>> '{fees,payment}')::bigint as fee,
    (payment #>> '{fees,disputes}')::bigint as fee_of_disputes,
    went, lost, undecided, is_disputed
  from orders
    cross join lateral (
      select coalesce(sum((refund ->> 'amount')::bigint), 0)::bigint as went
      from jsonb_array_elements(payment -> 'refunds') as all_of_them (refund)
      where coalesce(refund ->> 'status', '') not in ('failed', 'canceled')
    ) as refunds
    -- An inquiry asks, and takes nothing.
    cross join lateral (
      select
        coalesce(sum(amount) filter (where status = 'lost'), 0)::bigint as lost,
        coalesce(sum(amount) filter (where status not in ('lost', 'won')), 0)::bigint as undecided,
        count(*) > 0 as is_disputed
      from jsonb_to_recordset(payment -> 'disputes') as all_of_them (amount bigint, status text)
      where status <> 'prevented' and status not like 'warning%'
    ) as disputes`

/** The same share of the price, rounded to whole minor units. */
function shareOf(went: RawBuilder<unknown>) {
  return sql`case when ${went} = 0 then 0 else (2 * ${went} * price + received) / (2 * received) end`
}

/** The same at the rate at which the customer paid in another currency. */
function inOrders(fee: RawBuilder<unknown>) {
  return sql`case when payment ->> 'currency' = currency then ${fee}
    else (2 * ${fee} * amount_paid + received) / (2 * received) end`
}

/** Of rows of `orderMoney`, by the names of `Money`. */
export const moneyColumns = sql`
  price, fee, refunded, dispute_lost as "disputeLost", dispute_fees as "disputeFees", contested,
  inference_micros as "inferenceMicros", review_micros as "reviewMicros"`

/** The same, summed. */
export const moneySums = sql`
  count(*) as orders, count(*) filter (where fee is null) as "feesUnknown",
  sum(price)::bigint as price, sum(fee)::bigint as fee, sum(refunded)::bigint as refunded,
  sum(dispute_lost)::bigint as "disputeLost", sum(dispute_fees)::bigint as "disputeFees",
  sum(contested)::bigint as contested, sum(inference_micros)::bigint as "inferenceMicros",
  sum(review_micros)::bigint as "reviewMicros"`
