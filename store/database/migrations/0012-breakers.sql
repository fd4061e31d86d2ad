-- Whether the calls of a model on a server are held back: one row for each endpoint and model, for
-- each operation that a server rejects, and for the quality of a model's texts.
create table breakers (
  endpoint text not null,
  model text not null,
  -- '': all of them.
  operation text not null,
  kind text not null check (kind in ('service', 'quality')),
  tier text not null check (tier in ('4b', '32b')),
  -- `BreakerState`; its times are milliseconds since 1970.
  state jsonb not null,
  -- Rises with each write, so that of two that saw the same state one writes.
  version integer not null,
  primary key (endpoint, model, operation, kind)
);

-- When an order that waits was last told that the models answer again.
alter table orders add column woken_at timestamptz;

create index orders_waiting on orders (tier, next_update_by) where state = 'improving';
