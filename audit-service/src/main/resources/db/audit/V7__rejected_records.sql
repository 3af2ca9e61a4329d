-- Records that were not by whom they said they were.
ALTER TABLE entry DROP CONSTRAINT entry_kind_check;
ALTER TABLE entry ADD CONSTRAINT entry_kind_check
  CHECK (kind IN ('state-change', 'report', 'dead-letter-replayed', 'record-rejected'));
