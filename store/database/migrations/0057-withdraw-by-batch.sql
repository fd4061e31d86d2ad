-- Of a leak the links of many orders are withdrawn at once.
alter table batches drop constraint batches_act_check;
alter table batches add constraint batches_act_check check (
  act in ('retry', 'resume', 'rebuild', 'resend', 'withdraw', 'cancel', 'refund')
);
