-- The judge's endpoints are a tier of their own. Rows that are there conform: they were held to less.
alter table attempts drop constraint attempts_tier_check;
alter table attempts add constraint attempts_tier_check
  check (tier in ('4b', '32b', 'judge')) not valid;
alter table asks drop constraint asks_tier_check;
alter table asks add constraint asks_tier_check check (tier in ('4b', '32b', 'judge')) not valid;
alter table breakers drop constraint breakers_tier_check;
alter table breakers add constraint breakers_tier_check
  check (tier in ('4b', '32b', 'judge')) not valid;
alter table reservations drop constraint reservations_tier_check;
alter table reservations add constraint reservations_tier_check
  check (tier in ('4b', '32b', 'judge')) not valid;
alter table setting_changes drop constraint setting_changes_tier_check;
alter table setting_changes add constraint setting_changes_tier_check
  check (tier in ('4b', '32b', 'judge')) not valid;

-- What a judge costs leaves an order's, a customer's and an organisation's allowances to the writers: it has
-- an order's and an hour's of its own.
create or replace function budgets_of(drawing reservations)
returns table (scope text, subject text, starts_at timestamptz) language sql stable as $$
  select * from (
    values
      ('customer', drawing.customer, date_trunc('day', drawing.made_at, 'UTC')),
      ('order', case drawing.tier when 'judge' then 'judge ' else '' end || drawing.order_id,
        timestamptz 'epoch'),
      ('organisation', drawing.organisation, date_trunc('month', drawing.made_at, 'UTC')),
      ('tier', drawing.tier, date_trunc('hour', drawing.made_at, 'UTC'))
  ) as drawn (scope, subject, starts_at)
  where drawn.subject is not null
    and (drawing.tier <> 'judge' or drawn.scope in ('order', 'tier'))
$$;

-- What a judge said of a text: a mark for each sentence, and no word of it. Equal texts written for
-- equal prompts are one row, whoever they were written for.
create table judgements (
  -- SHA-256 of the text, the facts it was held against, the judge's model and what it was told.
  hash text primary key,
  operation text not null,
  -- Who wrote it.
  tier text not null,
  writer text not null,
  prompt_version text not null,
  -- Who judged it.
  judge text not null,
  judge_version text not null,
  marks text[] not null,
  supported integer not null,
  doubted integer not null,
  judged_at timestamptz not null default now()
);

create index judgements_at on judgements (judged_at);

-- How well a judge agreed with answers that people had labelled; without a good one it only watches.
create table judge_calibrations (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by_whom text not null,
  judge text not null,
  judge_version text not null,
  answers integer not null,
  -- Cohen's kappa with its interval of 95 %.
  kappa real not null,
  low real not null,
  high real not null,
  -- Of the faulty ones those that it found, and of the good ones those that it doubted.
  found real not null,
  alarmed real not null
);
