-- What is downloaded in place of a published file that was lost and came out with other bytes when
-- it was built anew; the hash that was published stays beside it.
alter table releases
  add column rebuilt_sha256 text,
  add column rebuilt_bytes integer,
  add check ((rebuilt_sha256 is null) = (rebuilt_bytes is null)),
  add check (rebuilt_sha256 is null or sha256 is not null);
