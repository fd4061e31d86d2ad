-- Customers who asked that their order be erased, until it is: a letter that says so goes first, since after it
-- nobody knows where to write to.
create table erasure_requests (
  order_id text primary key references orders (id),
  asked_at timestamptz not null default now(),
  due_at timestamptz not null default now()
);

alter table outbox drop constraint outbox_template_check;
alter table outbox add constraint outbox_template_check check (
  template in (
    'paid', 'improved', 'corrected', 'refunded', 'refund-failed', 'reminder', 'links', 'erased'
  )
);

-- Files of erased orders are removed until none is left; storage may be away.
alter table erasures
  add column files_due_at timestamptz not null default now(),
  add column files_tries integer not null default 0,
  add column files_gone_at timestamptz;
create index erasures_with_files on erasures (files_due_at) where files_gone_at is null;
