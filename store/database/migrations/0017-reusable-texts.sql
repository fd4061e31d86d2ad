-- Texts that passed every check and hold no personal data, for the next firm with an equal prompt;
-- and claims to write one, so that equal prompts that come together are written once.
create table reusable_texts (
  -- Hash of all that a text depends on: another version of any of it is another key.
  hash text primary key,
  operation text not null,
  -- Null: its writer is at work.
  text jsonb,
  claimant uuid,
  -- Until when the text is fresh, or the claim is waited for.
  expires_at timestamptz not null,
  check ((text is null) = (claimant is not null))
);

create index reusable_texts_expired on reusable_texts (expires_at);
