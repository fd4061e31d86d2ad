-- The links of an order that were withdrawn, and one: only the newest opens it.
alter table orders add column link_generation integer not null default 1;
