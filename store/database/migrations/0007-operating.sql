-- How the models of a tier answer, told by every inference worker and seen by every process.
create table model_tiers (
  tier text primary key check (tier in ('4b', '32b')),
  state text not null check (state in ('up', 'degraded')),
  reason text,
  -- Failures in a row that are ours.
  failures integer not null,
  since timestamptz not null default now()
);

-- Every use of `npm run order`, reads included.
create table operator_actions (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by_whom text not null,
  why text not null,
  verb text not null,
  subject text not null,
  -- Null: it did not come to an end.
  outcome text
);
