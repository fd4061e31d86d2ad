create table orders (
  id text primary key,
  pack text not null,
  tier text not null check (tier in ('self-serve', 'full')),
  email text not null,
  answers jsonb not null,
  currency text not null check (currency in ('eur', 'gbp')),
  amount integer not null check (amount > 0),
  consent jsonb not null,
  content_version text not null,
  frozen_at timestamptz not null,
  state text not null default 'awaiting-payment' check (
    state in (
      'awaiting-payment', 'payment-pending', 'payment-failed', 'expired',
      'paid', 'improving', 'complete', 'revoked'
    )
  ),
  attention text check (attention in ('parked', 'review')),
  attention_note text,
  idempotency_key text unique,
  request_hash text not null,
  session_id text unique,
  checkout_url text,
  paid_at timestamptz,
  next_update_by timestamptz
);

-- What the sweep and the oldest-undelivered metric look for.
create index orders_unfinished on orders (paid_at) where state in ('paid', 'improving');

-- One row per Stripe event. No body: it is personal data, and the session is retrieved anyway.
create table inbox (
  event_id text primary key,
  type text not null,
  object_id text not null,
  received_at timestamptz not null default now(),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text,
  done_at timestamptz
);

create index inbox_open on inbox (due_at) where done_at is null;

-- One row per model answer or failure, first writer wins: what is recorded is never bought again.
create table outcomes (
  order_id text not null references orders (id),
  artefact text not null,
  part text not null,
  round integer not null check (round >= 1),
  outcome jsonb not null,
  recorded_at timestamptz not null default now(),
  primary key (order_id, artefact, part, round)
);

-- A release is planned (its composition stored) before it is rendered, and published after.
create table releases (
  order_id text not null references orders (id),
  version integer not null check (version >= 1),
  composition jsonb not null,
  degraded boolean not null,
  sha256 text,
  bytes integer,
  published_at timestamptz,
  primary key (order_id, version),
  check ((sha256 is null) = (published_at is null) and (sha256 is null) = (bytes is null))
);
