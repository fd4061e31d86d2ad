-- An order's row has the answers as they stand; `corrections` says what each correction changed, and
-- repeats no answer. The first revision is what was paid for.
alter table orders
  add column corrections jsonb not null default '[]',
  add column revision integer generated always as (1 + jsonb_array_length(corrections)) stored,
  -- The last revision of which the order's run was told.
  add column told_revision integer not null default 1;

create index orders_untold on orders (id) where revision > told_revision;

-- The answers as they stood before a correction: old releases are made of them. Personal data, as in
-- `orders.answers`.
create table past_answers (
  order_id text not null references orders (id),
  revision integer not null check (revision >= 1),
  answers jsonb not null,
  content_version text not null,
  primary key (order_id, revision)
);

-- Rounds are counted over all runs of an order, but a worker that was cut off may still be at one of
-- the revision before.
alter table outcomes
  add column revision integer not null default 1,
  drop constraint outcomes_pkey,
  add primary key (order_id, artefact, part, revision, round);

alter table attempts add column revision integer not null default 1;

-- Of the answers that the release is made of, and what the customer is told of a first release of them.
alter table releases
  add column revision integer generated always as (coalesce((composition ->> 'revision')::integer, 1)) stored;
