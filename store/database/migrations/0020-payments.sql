alter table orders
  -- What Stripe said of the payment when it was asked last: never what an event said.
  add column payment jsonb,
  -- Looks at Stripe are numbered before they ask: what an older one saw never replaces what a newer one did.
  add column looks integer not null default 0,
  add column looked integer not null default 0;

-- Money that goes back to a customer, once a purpose. The order says that it is owed; this says how far
-- the way back has come.
create table refund_requests (
  order_id text not null references orders (id),
  -- 'shortfall': the share for what a complete pack lacks of what was bought.
  purpose text not null check (purpose in ('shortfall', 'operator')),
  -- Minor units of the order's currency.
  amount integer not null check (amount > 0),
  due_at timestamptz not null default now(),
  tries integer not null default 0,
  -- Of the idempotency key: raised only once Stripe has answered a key with a fault, which it would replay.
  key_number integer not null default 1,
  last_error text,
  -- Who let one go that is above what goes by itself.
  approved_by text,
  -- Why it stopped: it waits for a person.
  stopped text,
  -- Stripe's, which stands; null though done: nothing was left to give back.
  refund_id text,
  done_at timestamptz,
  primary key (order_id, purpose)
);
create index refund_requests_due on refund_requests (due_at) where done_at is null and stopped is null;

-- Until now money that was owed was given back by hand, or not yet: whoever settles a request looks for it.
insert into refund_requests (order_id, purpose, amount)
  select id, 'shortfall', refund_owed from orders where refund_owed is not null;
