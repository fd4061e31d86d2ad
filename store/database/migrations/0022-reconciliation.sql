alter table orders
  -- When the payment is to be looked up at Stripe, should no event tell of it.
  add column look_due_at timestamptz not null default now() + interval '5 minutes',
  -- It may still change: nobody has paid yet, a debit is under way, a refund or a dispute is undecided.
  add column payment_open boolean not null generated always as (
    session_id is not null and (
      state in ('awaiting-payment', 'payment-pending')
      or attentions ? 'payment'
      or coalesce(jsonb_path_exists(payment, '$.refunds[*] ? (@.status == "pending" || @.status == "requires_action")'), false)
    )
  ) stored;
create index orders_payment_open on orders (look_due_at) where payment_open;

-- How far Stripe was held against what we know; one row. A process that reconciles has the turn until it
-- ends it, and no longer than until `due_at`.
create table reconciliation (
  only_row boolean primary key default true check (only_row),
  -- Everything that Stripe lists from before is known.
  reconciled_until timestamptz not null,
  -- Sentences on why Stripe does not send us all that it should.
  endpoint_faults jsonb not null default '[]',
  under_way boolean not null default false,
  due_at timestamptz not null default now()
);
-- Stripe delivers an event again for three days: what was lost before this was here has been missed by then.
insert into reconciliation (reconciled_until) values (now() - interval '3 days');
