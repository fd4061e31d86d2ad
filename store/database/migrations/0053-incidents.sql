-- What went wrong, from when somebody noticed until it was over; the rest of its story is in the log.
create table incidents (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('leak', 'outage', 'quality', 'money', 'other')),
  title text not null,
  began_at timestamptz not null,
  opened_at timestamptz not null default now(),
  opened_by text not null,
  ended_at timestamptz,
  ended_by text,
  -- What was learned, in a few sentences.
  learned text
);

create index incidents_open on incidents (kind) where ended_at is null;
