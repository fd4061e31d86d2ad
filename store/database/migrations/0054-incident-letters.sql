-- Letters about an incident, to the orders that it concerns. In the outbox their version is the
-- incident's number, so that each order gets one of each incident, whoever sends them and however often.
alter table outbox drop constraint outbox_template_check;
alter table outbox add constraint outbox_template_check check (
  template in (
    'paid', 'improved', 'corrected', 'refunded', 'refund-failed', 'reminder', 'links', 'erased',
    'incident'
  )
);

-- Each time that somebody has them sent; who, when and why is on its record.
create table incident_tellings (
  record bigint primary key references operator_actions (id),
  incident_id bigint not null references incidents (id),
  -- What they say besides, in our own words to all of them.
  words text check (length(words) between 1 and 600),
  -- Of a leak: on which side of it these orders are, and what was out of its place.
  leak_side text check (leak_side in ('got', 'lost', 'both')),
  leak_thing text check (leak_thing in ('contact', 'staff', 'business', 'answers')),
  check ((leak_side is null) = (leak_thing is null))
);
create index tellings_of_incident on incident_tellings (incident_id);

alter table outbox
  add column telling bigint references incident_tellings (record),
  add constraint outbox_telling_check check ((template = 'incident') = (telling is not null));
create index outbox_of_incident on outbox (version) where template = 'incident';

-- Thousands of them may wait, and no other letter waits for one.
drop index outbox_open;
create index outbox_open on outbox ((template = 'incident'), due_at) where ended_at is null;
