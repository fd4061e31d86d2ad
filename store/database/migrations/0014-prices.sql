-- What the endpoints' tokens cost, in euros per million, as inference workers told it when they
-- started: a row whenever it was another than before.
create table endpoint_prices (
  endpoint text not null,
  since timestamptz not null default now(),
  price_in double precision not null check (price_in >= 0),
  price_out double precision not null check (price_out >= 0),
  primary key (endpoint, since)
);
