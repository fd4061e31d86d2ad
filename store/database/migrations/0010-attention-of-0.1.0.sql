-- A process of 0.1.0 that still runs in a rolling deploy parks and unparks in the column before the
-- set. Nothing later writes that column, so the trigger goes with it.
create function carry_attention() returns trigger language plpgsql as $$
begin
  new.attentions := new.attentions - 'parked';
  if new.attention is not null then
    new.attentions := new.attentions
      || jsonb_build_object(new.attention, coalesce(new.attention_note, ''));
  end if;
  return new;
end $$;

create trigger carry_attention before update of attention on orders
  for each row execute function carry_attention();
