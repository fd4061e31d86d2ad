-- A set with a reason each: {"parked": "why", "review": "why"}. The two columns before it stay until
-- no build reads them.
alter table orders add column attentions jsonb not null default '{}';
update orders
  set attentions = jsonb_build_object(attention, coalesce(attention_note, ''))
  where attention is not null;

-- Where a revoked order stood, and goes back to when the money stays after all.
alter table orders add column revoked_from text check (revoked_from in ('paid', 'improving', 'complete'));
