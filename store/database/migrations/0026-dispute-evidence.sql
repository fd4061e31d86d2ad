-- Who had a pack, when: what a bank asks for when it is told that nothing came.
create table downloads (
  order_id text not null references orders (id),
  version integer not null,
  at timestamptz not null default now(),
  -- The network that it went to, never the address: of IPv4 the first three numbers, of IPv6 the first half.
  network text not null
);
create index downloads_of_order on downloads (order_id, at);
create index downloads_by_age on downloads (at);

-- Of `manifest.json`, in which each file's hash stands; null: published before it was kept.
alter table releases add column manifest_sha256 text;

-- Disputes that evidence is taken for. Stripe says whether it was submitted; this says how far we are.
create table dispute_answers (
  -- `du_…`.
  dispute_id text primary key,
  order_id text not null references orders (id),
  -- After which nothing is taken.
  due_by timestamptz not null,
  due_at timestamptz not null default now(),
  tries integer not null default 0,
  -- Kept at Stripe, where a person may read and change it; the bank has not seen it.
  staged_at timestamptz,
  -- Who had it submitted before it went by itself.
  approved_by text,
  last_error text,
  -- Submitted, or decided without.
  ended_at timestamptz
);
create index dispute_answers_due on dispute_answers (due_at) where ended_at is null;
create index dispute_answers_of_order on dispute_answers (order_id);
