-- What mail servers and providers report of letters that they had taken (RFC 6522): one that came back, or
-- one whose reader called it spam. Of whose mailbox it was nothing is kept.
create table mail_reports (
  order_id text not null,
  template text not null,
  version integer not null,
  kind text not null check (kind in ('bounce', 'complaint')),
  -- Of a bounce its status (RFC 3463) and what the server said.
  said text not null,
  reported_at timestamptz not null default now(),
  primary key (order_id, template, version, kind),
  foreign key (order_id, template, version) references outbox (order_id, template, version)
);
