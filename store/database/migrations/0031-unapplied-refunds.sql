-- Which payment gives the money back; null: the one that the order was paid by.
alter table refund_requests add column intent text;
-- The look at Stripe by which this is known: what an older one saw never replaces what a newer one did.
alter table unapplied_payments add column looked integer not null default 0;
