-- Every process counts them whenever its metrics are read, and hardly an order has one.
create index orders_attended on orders (id) where attentions <> '{}';
