-- Tokens and accounts of this platform: what happens to them is on record too.
ALTER TABLE entry DROP CONSTRAINT entry_kind_check;
ALTER TABLE entry ADD CONSTRAINT entry_kind_check
  CHECK (kind IN ('state-change', 'report', 'dead-letter-replayed', 'record-rejected', 'access-changed'));
