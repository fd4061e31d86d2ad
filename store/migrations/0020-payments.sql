alter table orders
  -- What Stripe said of the payment when it was asked last: never what an event said.
  add column payment jsonb,
  -- Looks at Stripe are numbered before they ask: what an older one saw never replaces what a newer one did.
  add column looks integer not null default 0,
  add column looked integer not null default 0;
