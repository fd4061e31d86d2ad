-- What Stripe keeps of a payment was not asked for until now; of the last quarter it is, a few orders at a time,
-- so that the next price review has it.
update orders set payment = payment || '{"fees": {"payment": null, "disputes": 0}}'
  where payment is not null and paid_at > now() - interval '92 days';

-- A payment whose fee Stripe does not know yet is looked up until it does.
drop index orders_payment_open;
alter table orders drop column payment_open;
alter table orders add column payment_open boolean not null generated always as (
  session_id is not null and (
    state in ('awaiting-payment', 'payment-pending')
    or attentions ? 'payment'
    or coalesce(jsonb_path_exists(payment, '$.refunds[*] ? (@.status == "pending" || @.status == "requires_action")'), false)
    or coalesce(payment @> '{"fees": {"payment": null}}', false)
  )
) stored;
create index orders_payment_open on orders (look_due_at) where payment_open;

-- What reports of money go through, by the days on which orders were paid.
create index orders_paid_at on orders (paid_at) where paid_at is not null;

-- Readiness asks for the last of them each time, among all that operators ever did.
create index operator_actions_price_reviews on operator_actions (at) where verb = 'review-prices';
