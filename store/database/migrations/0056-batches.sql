-- An act of an operator on many orders, one after the other.
create table batches (
  id bigint generated always as identity primary key,
  act text not null check (act in ('retry', 'resume', 'rebuild', 'resend', 'cancel', 'refund')),
  why text not null,
  by_whom text not null,
  made_at timestamptz not null default now(),
  state text not null default 'paused' check (state in ('paused', 'running', 'cancelled', 'done'))
);

create table batch_items (
  batch_id bigint not null references batches,
  order_id text not null references orders,
  -- Before that nobody takes it: another has it in hand, or it could not be done a moment ago.
  due_at timestamptz not null default now(),
  waits_for text,
  ended_at timestamptz,
  is_refused boolean not null default false,
  outcome text,
  primary key (batch_id, order_id)
);

create index batch_items_open on batch_items (batch_id, due_at) where ended_at is null;
