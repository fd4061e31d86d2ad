-- The record of what operators do: each row is written once, and what became of it once.
alter table operator_actions
  -- By which way: the command, whose --by nobody checks, or /ops, whose token names its holder.
  add column way text not null default 'command' check (way in ('command', 'ops'));

create function keep_record() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.outcome is null and (to_jsonb(new) - 'outcome') = (to_jsonb(old) - 'outcome')
  then
    return new;
  end if;
  raise exception 'operator_actions is a record: what stands in it stays';
end $$;

create trigger keep_record before update or delete on operator_actions
  for each row execute function keep_record();

-- An operator's refunds are told apart by amount and reference: the same again is the same refund.
alter table refund_requests drop constraint refund_requests_purpose_check;
alter table refund_requests add constraint refund_requests_purpose_check
  check (purpose = 'shortfall' or purpose like 'operator%');
