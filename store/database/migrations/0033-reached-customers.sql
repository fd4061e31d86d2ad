-- When an operator said that the customer was reached otherwise than by mail: a pack that is not
-- downloaded asks for nobody any more.
alter table orders add column reached_at timestamptz;
