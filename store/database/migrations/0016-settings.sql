-- What operators changed of the inference policy while it ran. Of each key and scope the newest
-- change stands; nothing is ever taken out.
create table setting_changes (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by_whom text not null,
  why text not null,
  key text not null,
  -- Null in the scope: of every operation, risk and tier, of all orders.
  operation text,
  risk text,
  tier text check (tier in ('4b', '32b')),
  -- Percent of the orders.
  share smallint check (share between 1 and 99),
  -- Null: what holds without a setting.
  value jsonb,
  until timestamptz
);

create index setting_changes_newest
  on setting_changes (key, operation, risk, tier, (share is null), id desc);

create function keep_setting_changes() returns trigger language plpgsql as $$
begin
  raise exception 'the history of settings is only ever added to';
end $$;

create trigger keep_setting_changes before update or delete or truncate on setting_changes
  for each statement execute function keep_setting_changes();
