-- What calls and settled reservations came to whose rows are deleted, so that an order's books go on
-- balancing without them.
alter table margins
  add column past_calls_micros bigint not null default 0,
  add column past_settled_micros bigint not null default 0;

-- The oldest, to be deleted.
create index attempts_rolled on attempts (started_at) where rolled;
create index asks_by_time on asks (opened_at);
