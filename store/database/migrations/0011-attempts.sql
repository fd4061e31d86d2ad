-- The ledger: one row per call of a model, whatever came of it.
create table attempts (
  id uuid primary key,
  order_id text not null references orders (id),
  artefact text not null,
  part text not null,
  round integer not null,
  -- 1 for the first call of a part in a round.
  turn integer not null,
  tier text not null check (tier in ('4b', '32b')),
  endpoint text not null,
  -- The model that served, by the server's own word.
  model text not null,
  prompt_version text not null,
  -- 'accepted', or the reason for which the answer was not used.
  verdict text not null,
  tokens_in integer not null,
  tokens_out integer not null,
  tokens_cached integer not null,
  started_at timestamptz not null,
  seconds double precision not null
);

create index attempts_of_order on attempts (order_id, artefact, part, round, turn);
