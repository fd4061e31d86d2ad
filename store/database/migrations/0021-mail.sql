-- Letters to customers, written down with what they tell and sent by a loop. Address and words are the
-- order's, as it stands when the letter goes.
create table outbox (
  order_id text not null references orders (id),
  template text not null check (
    template in ('paid', 'improved', 'corrected', 'refunded', 'reminder', 'links')
  ),
  version integer not null check (version >= 1),
  due_at timestamptz not null default now(),
  tries integer not null default 0,
  last_error text,
  -- The newest release of which it told.
  told integer,
  ended_at timestamptz,
  -- 'needless': what it would have told was told, or is true no more. 'refused': its address is, for
  -- good. 'given-up': its server put it off for days.
  ending text check (ending in ('sent', 'needless', 'refused', 'given-up')),
  primary key (order_id, template, version),
  check ((ended_at is null) = (ending is null))
);
create index outbox_open on outbox (due_at) where ended_at is null;

-- Who asked for the links of their orders, until a loop has looked whether there are any: the answer to
-- the asker takes the same time for each address.
create table link_requests (
  id bigint generated always as identity primary key,
  email text not null
);

create index orders_of_customer on orders (lower(email));
