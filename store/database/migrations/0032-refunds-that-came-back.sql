-- A letter of a refund that the customer's bank did not take.
alter table outbox drop constraint outbox_template_check;
alter table outbox add constraint outbox_template_check check (
  template in ('paid', 'improved', 'corrected', 'refunded', 'refund-failed', 'reminder', 'links')
);
