-- Which checks found something in the answer of a call; null: none was held against it.
alter table attempts add column found_by text[];
create index attempts_at on attempts (started_at);

-- Candidates that a share of the orders gets, or, as a shadow, nobody does. Which orders get what
-- says `setting_changes`; both change together.
create table canaries (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('model', 'prompt', 'knowledge')),
  name text not null,
  operation text,
  tier text check (tier in ('4b', '32b')),
  share integer not null check (share between 1 and 99),
  is_shadow boolean not null,
  started_at timestamptz not null default now(),
  by_whom text not null,
  why text not null,
  ended_at timestamptz,
  ending text check (ending in ('promoted', 'rolled-back', 'stopped')),
  ended_by text,
  reason text
);

-- Two at a time could not be told apart by the orders that they are given to.
create unique index canaries_one_at_a_time on canaries ((true)) where ended_at is null;

-- A shadow draws on an order's allowance of its own, as the judge does.
create or replace function budgets_of(drawing reservations)
returns table (scope text, subject text, starts_at timestamptz) language sql stable as $$
  select scope, subject, starts_at from (
    values
      ('customer', drawing.customer, date_trunc('day', drawing.made_at, 'UTC'), true),
      ('order', case
        when drawing.tier = 'judge' then 'judge ' || drawing.order_id
        when drawing.operation like '%.shadow' then 'shadow ' || drawing.order_id
        else drawing.order_id
      end, timestamptz 'epoch', false),
      ('organisation', drawing.organisation, date_trunc('month', drawing.made_at, 'UTC'), true),
      ('tier', drawing.tier, date_trunc('hour', drawing.made_at, 'UTC'), false)
  ) as drawn (scope, subject, starts_at, is_buyers)
  where subject is not null
    and not (is_buyers and (drawing.tier = 'judge' or drawing.operation like '%.shadow'))
$$;
