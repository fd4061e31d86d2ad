-- What a call cost and how it went, beside what 0011 keeps of it.
alter table attempts
  -- The ask that it was made for.
  add column ask_id uuid,
  add column infrastructure text not null default '',
  -- What was asked for, as settings and budgets call it, and its request class.
  add column operation text not null default '',
  add column risk text not null default '',
  -- The finish reason that the server gave, and what we read the answer as.
  add column finish text,
  add column symptom text,
  -- Some of the tokens are our own estimate: the server counted none, or none that can be true.
  add column tokens_estimated boolean not null default false,
  add column first_token_seconds double precision,
  -- For which the ask waited for a worker.
  add column queue_seconds double precision,
  -- Millionths of a euro; 0 where no answer came whose tokens anybody charges.
  add column cost_micros bigint not null default 0 check (cost_micros >= 0),
  add column cohort smallint not null default 0 check (cohort between 0 and 99),
  -- It is counted in `rollups` and `margins`.
  add column rolled boolean not null default false;

create index attempts_unrolled on attempts (started_at) where not rolled;

-- One row per ask of a part that was not recorded yet, whatever it came to: also without a call.
create table asks (
  id uuid primary key,
  order_id text not null references orders (id),
  artefact text not null,
  part text not null,
  round integer not null,
  tier text not null check (tier in ('4b', '32b')),
  opened_at timestamptz not null,
  seconds double precision not null,
  queue_seconds double precision,
  -- 'model', 'cache', 'none'; or 'given-up' by the caller.
  source text not null,
  -- Why there is no text.
  reason text,
  scope text,
  next_tier text,
  -- Endpoints that were not called, each with the reason: [{"endpoint": "…", "reason": "…"}].
  passed_over jsonb not null default '[]'
);

create index asks_of_order on asks (order_id, artefact, part, opened_at);

-- Calls by day; with `attempts` that are not rolled yet, all of them. No order is in it.
create table rollups (
  -- Of the start, UTC.
  day date not null,
  operation text not null,
  tier text not null,
  endpoint text not null,
  model text not null,
  calls bigint not null,
  accepted bigint not null,
  estimated bigint not null,
  tokens_in bigint not null,
  tokens_out bigint not null,
  tokens_cached bigint not null,
  milliseconds bigint not null,
  cost_micros bigint not null,
  primary key (day, operation, tier, endpoint, model)
);

-- What an order cost besides its price, which stands in `orders`; the payment's fee joins here.
create table margins (
  order_id text primary key references orders (id),
  calls bigint not null,
  inference_micros bigint not null
);

-- Rolled or not, each call is in here once.
create view ledger_days as
  select * from rollups
  union all
  select
    (started_at at time zone 'UTC')::date, operation, tier, endpoint, model,
    1, (verdict = 'accepted')::int, tokens_estimated::int,
    tokens_in, tokens_out, tokens_cached, round(seconds * 1000)::bigint, cost_micros
  from attempts where not rolled;

create view ledger_orders as
  select order_id, sum(calls)::bigint as calls, sum(inference_micros)::bigint as inference_micros
  from (
    select order_id, calls, inference_micros from margins
    union all
    select order_id, 1, cost_micros from attempts where not rolled
  ) as told
  group by order_id;
