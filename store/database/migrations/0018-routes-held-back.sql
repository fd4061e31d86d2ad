-- Counts nothing of an endpoint to which no call will be let through. What `reserve_budget` asks in
-- turn is a function each, so that a later migration replaces that alone.

-- Of the limits that a reservation would go past, the one that leaves least to hope for; our own
-- hour's last. No row: none. Its budgets have to be locked.
create function limit_in_the_way(wanted reservations, limits jsonb)
returns table (scope text, level text) language sql stable as $$
  select scope, level
  from budgets_of(wanted)
    join budgets using (scope, subject, starts_at)
    join jsonb_to_recordset(limits) as allowed (
      scope text, soft_micros bigint, hard_micros bigint, soft_tokens bigint, hard_tokens bigint
    ) using (scope),
    lateral (
      select used_micros + wanted.held_micros as micros, used_tokens + wanted.held_tokens as tokens
    ) as then_used,
    lateral (
      select case
        -- No budget would hold it, be it empty: the limit is wrong, and may yet be put right.
        when wanted.held_micros > hard_micros or wanted.held_tokens > hard_tokens then 'held'
        when micros > hard_micros or tokens > hard_tokens then 'spent'
        when micros + held_micros > hard_micros or tokens + held_tokens > hard_tokens then 'held'
        when micros > soft_micros or tokens > soft_tokens then 'economy'
      end as level
    ) as judged
  where level is not null
  order by array_position(array['spent', 'held', 'economy'], level), scope = 'tier', scope
  limit 1
$$;

-- The first route that has room for a call of so many tokens in the sixty seconds before `at`, if
-- any; whether one could be asked at all; and those that are full. Past a soft limit only economy
-- routes can be asked. The minutes of the endpoints have to be locked.
create function route_for(routes jsonb, at timestamptz, first_tokens bigint, is_past boolean)
returns table (endpoint text, has_route boolean, full_ones jsonb) language sql stable as $$
  select
    (array_agg(r.endpoint order by place) filter (where is_open and not is_full))[1],
    coalesce(bool_or(is_open), false),
    coalesce(jsonb_agg(r.endpoint) filter (where is_full), '[]')
  from
    rows from (jsonb_to_recordset(routes) as (
      endpoint text, rpm integer, tpm bigint, economy boolean
    )) with ordinality as r (endpoint, rpm, tpm, economy, place),
    -- Of the last minute, the part that the sixty seconds still reach into.
    lateral (
      select coalesce(sum(calls * weight), 0) as calls, coalesce(sum(tokens * weight), 0) as tokens
      from endpoint_minutes as m, lateral (
        select case
          when minute = date_trunc('minute', at) then 1
          else 1 - extract(epoch from at - date_trunc('minute', at)) / 60
        end as weight
      ) as weighed
      where m.endpoint = r.endpoint
        and minute between date_trunc('minute', at) - interval '1 minute' and date_trunc('minute', at)
    ) as lately,
    lateral (
      select
        coalesce(lately.calls + 1 > rpm, false)
          or coalesce(lately.tokens + first_tokens > tpm, false) as is_full,
        not is_past or economy as is_open
    ) as judged
$$;

-- Reserves, or says what stands in the way; then nothing is taken. It is one transaction of its own,
-- in which nobody waits for anything but these locks.
--   asked   the reservation, but for what it will hold and where it goes
--   size    {"in", "out", "first", "price_in", "price_out"}: tokens of all its calls and of the first,
--           at most, and the dearest price, in millionths of a euro a token
--   limits  [{"scope", "soft_micros", "hard_micros", "soft_tokens", "hard_tokens"}]; null: none
--   routes  [{"endpoint", "rpm", "tpm", "economy"}] by preference; "economy": it may be asked past a
--           soft limit; without "rpm" and "tpm" nothing is counted of it
-- Gives {"verdict", "scope", "full"}. The verdict is 'spent' or 'held' where that scope's hard limit
-- is in the way, for ever, or until others are done or the limit is put right; 'economy' where its soft limit is, and no route
-- is left; 'busy' where all routes are full; else 'admitted', with the scope whose soft limit is
-- past, if any. "full" names the routes that are.
create or replace function reserve_budget(asked jsonb, size jsonb, limits jsonb, routes jsonb)
returns jsonb language plpgsql as $$
declare
  wanted reservations := jsonb_populate_record(null::reservations, asked);
  this_minute timestamptz := date_trunc('minute', wanted.made_at);
  size_in bigint := size ->> 'in';
  size_out bigint := size ->> 'out';
  first_tokens bigint;
  measured record;
  past record;
  route record;
begin
  select * into measured from measured_size(wanted.operation, wanted.tier);
  -- Of nulls the other is the least.
  size_in := least(size_in, measured.tokens_in);
  size_out := least(size_out, measured.tokens_out);
  wanted.held_tokens := size_in + size_out;
  first_tokens := least((size ->> 'first')::bigint, wanted.held_tokens);
  wanted.held_micros := ceil(
    size_in * (size ->> 'price_in')::numeric + size_out * (size ->> 'price_out')::numeric
  );

  insert into budgets (scope, subject, starts_at)
    select * from budgets_of(wanted) order by 1, 2, 3 on conflict do nothing;
  perform lock_budgets(wanted);

  select * into past from limit_in_the_way(wanted, limits);
  if past.level in ('spent', 'held') then
    return jsonb_build_object('verdict', past.level, 'scope', past.scope, 'full', '[]'::jsonb);
  end if;

  insert into endpoint_minutes (endpoint, minute)
    select endpoint, this_minute from jsonb_to_recordset(routes) as r (
      endpoint text, rpm integer, tpm bigint
    )
    where coalesce(rpm, tpm) is not null order by endpoint on conflict do nothing;
  perform from endpoint_minutes
    where minute = this_minute
      and routes @> jsonb_build_array(jsonb_build_object('endpoint', endpoint))
    order by endpoint for update;

  select * into route
    from route_for(routes, wanted.made_at, first_tokens, past.level is not null);
  wanted.endpoint := route.endpoint;
  if wanted.endpoint is null then
    return jsonb_build_object(
      'verdict', case when route.has_route then 'busy' else 'economy' end,
      'scope', past.scope, 'full', route.full_ones
    );
  end if;

  update budgets as b set
    held_micros = b.held_micros + wanted.held_micros,
    held_tokens = b.held_tokens + wanted.held_tokens
  from budgets_of(wanted) as d
  where (b.scope, b.subject, b.starts_at) = (d.scope, d.subject, d.starts_at);
  -- Of one that is held back others may have a row; no call will be made of it.
  update endpoint_minutes as m set calls = m.calls + 1, tokens = m.tokens + first_tokens
  from jsonb_to_recordset(routes) as r (endpoint text, rpm integer, tpm bigint)
  where (m.endpoint, m.minute) = (wanted.endpoint, this_minute)
    and r.endpoint = m.endpoint and coalesce(r.rpm, r.tpm) is not null;
  -- Named, so that a later column keeps its default.
  insert into reservations (
    id, order_id, customer, organisation, operation, tier, endpoint, made_at, expires_at, state,
    held_micros, held_tokens, used_micros, used_in, used_out
  ) values (
    wanted.id, wanted.order_id, wanted.customer, wanted.organisation, wanted.operation, wanted.tier,
    wanted.endpoint, wanted.made_at, wanted.expires_at, wanted.state,
    wanted.held_micros, wanted.held_tokens, wanted.used_micros, wanted.used_in, wanted.used_out
  );
  return jsonb_build_object('verdict', 'admitted', 'scope', past.scope, 'full', route.full_ones);
end $$;
