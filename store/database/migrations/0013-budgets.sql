-- What models may cost, and what they do. Money is millionths of a euro.

-- One row per ask of a part that was let through, from before its first call.
create table reservations (
  -- The ask's.
  id uuid primary key,
  order_id text not null references orders (id),
  -- SHA-256 of the buyer's address and the day, and of its mail domain and the month, until both are
  -- long over. None of a public mail provider's domain, which many firms share.
  customer text,
  organisation text,
  operation text not null,
  tier text not null check (tier in ('4b', '32b')),
  -- For which it was made; the text may come from one behind it.
  endpoint text not null,
  made_at timestamptz not null,
  -- After which its worker must have died.
  expires_at timestamptz not null,
  state text not null check (state in ('open', 'settled', 'expired')),
  -- What it keeps from others while it is open.
  held_micros bigint not null check (held_micros >= 0),
  held_tokens bigint not null check (held_tokens >= 0),
  -- What its calls came to, once it is settled.
  used_micros bigint not null check (used_micros >= 0),
  used_in bigint not null check (used_in >= 0),
  used_out bigint not null check (used_out >= 0)
);

create index reservations_open on reservations (expires_at) where state = 'open';
create index reservations_by_time on reservations (made_at);
create index reservations_of_somebody on reservations (made_at) where customer is not null;
create index reservations_of_order on reservations (order_id);
create index reservations_measured on reservations (operation, tier, made_at desc)
  where used_out > 0;

-- Sums of the reservations that draw on a budget, so that nobody adds them up while others wait.
create table budgets (
  scope text not null,
  subject text not null,
  -- Of its day, month or hour, UTC; an order has one budget for ever.
  starts_at timestamptz not null,
  held_micros bigint not null default 0,
  held_tokens bigint not null default 0,
  used_micros bigint not null default 0,
  used_tokens bigint not null default 0,
  primary key (scope, subject, starts_at)
);

-- What was asked of an endpoint in a minute, where its provider limits that.
create table endpoint_minutes (
  endpoint text not null,
  minute timestamptz not null,
  calls integer not null default 0,
  tokens bigint not null default 0,
  primary key (endpoint, minute)
);

-- How often somebody did something that is limited, by rate-limiter-flexible, which wants these
-- columns; `expire` is in milliseconds since 1970. What a crash loses of it is not missed.
create unlogged table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- The budgets that a reservation draws on: the one place that says so.
create function budgets_of(drawing reservations)
returns table (scope text, subject text, starts_at timestamptz) language sql stable as $$
  select * from (
    values
      ('customer', drawing.customer, date_trunc('day', drawing.made_at, 'UTC')),
      ('order', drawing.order_id, timestamptz 'epoch'),
      ('organisation', drawing.organisation, date_trunc('month', drawing.made_at, 'UTC')),
      ('tier', drawing.tier, date_trunc('hour', drawing.made_at, 'UTC'))
  ) as drawn (scope, subject, starts_at)
  where drawn.subject is not null
$$;

-- Always in the order of their key: whoever waits here holds nothing that the other waits for. The
-- tier's, which all wait for, comes last and is held for the shortest time.
create function lock_budgets(drawing reservations) returns void language plpgsql as $$
begin
  perform from budgets_of(drawing) join budgets as b using (scope, subject, starts_at)
    order by scope, subject, starts_at for update of b;
end $$;

-- The size of an operation's calls as measured, null before 50 of them are known.
create function measured_size(of_operation text, of_tier text)
returns table (tokens_in bigint, tokens_out bigint) language sql stable as $$
  select
    percentile_disc(0.95) within group (order by used_in),
    percentile_disc(0.95) within group (order by used_out)
  from (
    select used_in, used_out from reservations
    where operation = of_operation and tier = of_tier and used_out > 0
    order by made_at desc limit 200
  ) as recent
  having count(*) >= 50
$$;

-- Reserves, or says what stands in the way; then nothing is taken. It is one transaction of its own,
-- in which nobody waits for anything but these locks.
--   asked   the reservation, but for what it will hold and where it goes
--   size    {"in", "out", "first", "price_in", "price_out"}: tokens of all its calls and of the first,
--           at most, and the dearest price, in millionths of a euro a token
--   limits  [{"scope", "soft_micros", "hard_micros", "soft_tokens", "hard_tokens"}]; null: none
--   routes  [{"endpoint", "rpm", "tpm", "economy"}] by preference; "economy": it may be asked past a
--           soft limit
-- Gives {"verdict", "scope", "full"}. The verdict is 'spent' or 'held' where that scope's hard limit
-- is in the way, for ever or until others are done; 'economy' where its soft limit is, and no route
-- is left; 'busy' where all routes are full; else 'admitted', with the scope whose soft limit is
-- past, if any. "full" names the routes that are.
create function reserve_budget(asked jsonb, size jsonb, limits jsonb, routes jsonb)
returns jsonb language plpgsql as $$
declare
  wanted reservations := jsonb_populate_record(null::reservations, asked);
  this_minute timestamptz := date_trunc('minute', wanted.made_at);
  minute_gone numeric := extract(epoch from wanted.made_at - this_minute) / 60;
  size_in bigint := size ->> 'in';
  size_out bigint := size ->> 'out';
  first_tokens bigint;
  measured record;
  past record;
  has_route boolean;
  full_ones jsonb := '[]';
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

  -- Of several limits the one that leaves least to hope for; our own hour's last.
  select scope, level into past
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
        when micros > hard_micros or tokens > hard_tokens then 'spent'
        when micros + held_micros > hard_micros or tokens + held_tokens > hard_tokens then 'held'
        when micros > soft_micros or tokens > soft_tokens then 'economy'
      end as level
    ) as judged
  where level is not null
  order by array_position(array['spent', 'held', 'economy'], level), scope = 'tier', scope
  limit 1;
  if past.level in ('spent', 'held') then
    return jsonb_build_object('verdict', past.level, 'scope', past.scope, 'full', full_ones);
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

  -- The sixty seconds before now: of the last minute, the part that they still reach into.
  select
    coalesce(jsonb_agg(endpoint) filter (where is_full), '[]'),
    (array_agg(endpoint order by place) filter (where is_open and not is_full))[1],
    coalesce(bool_or(is_open), false)
  into full_ones, wanted.endpoint, has_route
  from
    rows from (jsonb_to_recordset(routes) as (
      endpoint text, rpm integer, tpm bigint, economy boolean
    )) with ordinality as r (endpoint, rpm, tpm, economy, place),
    lateral (
      select coalesce(sum(calls * weight), 0) as calls, coalesce(sum(tokens * weight), 0) as tokens
      from endpoint_minutes as m, lateral (
        select case when minute = this_minute then 1 else 1 - minute_gone end as weight
      ) as weighed
      where m.endpoint = r.endpoint
        and minute between this_minute - interval '1 minute' and this_minute
    ) as lately,
    lateral (
      select
        coalesce(lately.calls + 1 > rpm, false)
          or coalesce(lately.tokens + first_tokens > tpm, false) as is_full,
        past.level is null or economy as is_open
    ) as judged;
  if wanted.endpoint is null then
    return jsonb_build_object(
      'verdict', case when has_route then 'busy' else 'economy' end,
      'scope', past.scope, 'full', full_ones
    );
  end if;

  update budgets as b set
    held_micros = b.held_micros + wanted.held_micros,
    held_tokens = b.held_tokens + wanted.held_tokens
  from budgets_of(wanted) as d
  where (b.scope, b.subject, b.starts_at) = (d.scope, d.subject, d.starts_at);
  update endpoint_minutes set calls = calls + 1, tokens = tokens + first_tokens
    where endpoint = wanted.endpoint and minute = this_minute;
  -- Named, so that a later column keeps its default.
  insert into reservations (
    id, order_id, customer, organisation, operation, tier, endpoint, made_at, expires_at, state,
    held_micros, held_tokens, used_micros, used_in, used_out
  ) values (
    wanted.id, wanted.order_id, wanted.customer, wanted.organisation, wanted.operation, wanted.tier,
    wanted.endpoint, wanted.made_at, wanted.expires_at, wanted.state,
    wanted.held_micros, wanted.held_tokens, wanted.used_micros, wanted.used_in, wanted.used_out
  );
  return jsonb_build_object('verdict', 'admitted', 'scope', past.scope, 'full', full_ones);
end $$;

-- Ends a reservation: gives back what it holds and counts what was used, if anything. One that has
-- expired under a worker that was only slow is settled all the same, and once settled it stays so.
create function close_reservation(
  which uuid, final_state text, micros bigint, tokens_in bigint, tokens_out bigint
) returns void language plpgsql as $$
declare
  closing reservations;
begin
  select * into closing from reservations where id = which for update;
  if not found or closing.state in ('settled', final_state) then
    return;
  end if;
  perform lock_budgets(closing);
  update budgets as b set
    held_micros = b.held_micros - closing.held_micros * (closing.state = 'open')::int,
    held_tokens = b.held_tokens - closing.held_tokens * (closing.state = 'open')::int,
    used_micros = b.used_micros + micros,
    used_tokens = b.used_tokens + tokens_in + tokens_out
  from budgets_of(closing) as d
  where (b.scope, b.subject, b.starts_at) = (d.scope, d.subject, d.starts_at);
  update reservations
    set state = final_state, used_micros = micros, used_in = tokens_in, used_out = tokens_out
    where id = which;
end $$;
