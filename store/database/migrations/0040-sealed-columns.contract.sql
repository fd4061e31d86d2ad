-- What a customer gave, and what was written from it, is sealed by the order's own key. The step after
-- this one seals what was kept until now, and the one after that takes the clear columns away.
alter table order_keys add column key_id text;

drop index orders_of_customer;
alter table orders rename column email to clear_email;
alter table orders rename column answers to clear_answers;
alter table orders
  alter column clear_email drop not null,
  alter column clear_answers drop not null,
  add column email bytea,
  add column answers bytea,
  -- Keyed hashes, by which an order is found: of the address, and of each word of the company's name.
  add column customer text,
  add column company text[];
create index orders_of_customer on orders (customer);
create index orders_of_company on orders using gin (company);

alter table past_answers rename column answers to clear_answers;
alter table past_answers
  alter column clear_answers drop not null,
  add column answers bytea;

-- The text itself; who wrote it and when stays readable in `outcome`.
alter table outcomes add column content bytea;

alter table releases alter column revision drop expression;
update releases set revision = 1 where revision is null;
alter table releases
  alter column revision set not null,
  alter column revision set default 1;
alter table releases rename column composition to clear_composition;
alter table releases
  alter column clear_composition drop not null,
  add column composition bytea;

-- A cache: what is gone is written again.
delete from reusable_texts;
alter table reusable_texts drop column text;
alter table reusable_texts
  add column text bytea,
  -- Keyed hash of the text: whether it is the one that was refused.
  add column digest text,
  add check ((text is null) = (claimant is not null)),
  add check ((text is null) = (digest is null));

alter table link_requests rename column email to clear_email;
alter table link_requests
  alter column clear_email drop not null,
  -- Keyed hashes of the address, one for each DATA_KEY.
  add column customer text[];
