-- Nothing is left in them: what stood there is sealed.
alter table order_keys alter column key_id set not null;

alter table orders
  drop column clear_email,
  drop column clear_answers,
  alter column email set not null,
  alter column answers set not null,
  alter column customer set not null,
  alter column company set not null;

alter table past_answers
  drop column clear_answers,
  alter column answers set not null;

alter table outcomes add check ((outcome ->> 'source' = 'none') = (content is null));

alter table releases
  drop column clear_composition,
  alter column composition set not null;

alter table link_requests
  drop column clear_email,
  alter column customer set not null;
