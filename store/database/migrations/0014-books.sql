-- Orders whose calls, reservations and margin did not come to the same when they were last compared.
create table book_differences (
  order_id text primary key references orders (id),
  found_at timestamptz not null default now(),
  calls bigint not null,
  settled bigint not null,
  margin bigint not null
);
