-- What was paid, tax and discounts included, and what of it is owed back; minor units.
alter table orders add column amount_paid integer check (amount_paid >= 0);
alter table orders add column refund_owed integer check (refund_owed between 0 and amount_paid);
