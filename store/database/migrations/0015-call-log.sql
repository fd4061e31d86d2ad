-- A key of its own for each order, wrapped by DATA_KEY: whoever deletes the row makes unreadable
-- what was sealed by it, wherever copies of that lie.
create table order_keys (
  order_id text primary key references orders (id),
  wrapped bytea not null,
  made_at timestamptz not null default now()
);

-- What was said to a model and by it, sealed by the order's key: prompts hold what a firm typed.
create table call_log (
  attempt_id uuid primary key references attempts (id),
  order_id text not null references orders (id),
  at timestamptz not null,
  sealed bytea not null
);

create index call_log_at on call_log (at);
