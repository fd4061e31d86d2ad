-- What people made of texts that they were to read. Which are to be read says `outcomes`: a text and
-- that it waits are one row.
create table reviews (
  id bigint generated always as identity primary key,
  order_id text not null references orders (id),
  artefact text not null,
  part text not null,
  revision integer not null,
  round integer not null,
  cause text not null,
  asked_at timestamptz not null,
  verdict text not null
    check (verdict in ('approved', 'edited', 'rejected', 'escalated', 'expired')),
  by_whom text,
  at timestamptz not null default now(),
  -- From when the text was opened to be read.
  seconds real,
  -- Sealed by the order's key: the words before they were edited, and the reviewer's own.
  before bytea,
  note bytea
);

create index reviews_of_order on reviews (order_id);
create index reviews_at on reviews (at);

-- Texts that wait for a person, of which there are few.
create index outcomes_to_review on outcomes ((outcome #>> '{review,due}')) where outcome ? 'review';
-- Texts that wait for a judge, or were judged lately.
create index outcomes_judged on outcomes (recorded_at) where outcome ? 'judged';

-- When a complete order was taken up again to publish what a person read; it is not tailored anew.
alter table orders add column read_at timestamptz;
