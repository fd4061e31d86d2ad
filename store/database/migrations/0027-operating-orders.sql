-- The links of an order that were withdrawn, and one: only the newest opens it.
alter table orders add column link_generation integer not null default 1;

-- Payments that came for an order and are not applied to it: a session that differs from what was ordered,
-- until somebody accepts that, or a session that was paid for an order that was paid already.
create table unapplied_payments (
  session_id text primary key,
  order_id text not null references orders (id),
  -- The attention that asks for a person.
  kind text not null check (kind in ('parked', 'paid-twice')),
  reason text not null,
  -- Null: nothing was charged.
  intent text,
  seen_at timestamptz not null default now(),
  -- Who had it applied all the same, for exactly this reason.
  accepted_by text,
  -- When all of it had gone back.
  returned_at timestamptz
);
create index unapplied_payments_order on unapplied_payments (order_id);
create index unapplied_payments_intent on unapplied_payments (intent);

-- By which a refund finds its order where a payment was made by hand and says nothing of it.
create index orders_intent on orders ((payment ->> 'intent'));
