-- An event that failed as often as one may is set aside until an operator has it tried again.
alter table inbox add column set_aside_at timestamptz;

-- What is older than anybody asks for is deleted by its time.
create index inbox_done on inbox (done_at) where done_at is not null;
