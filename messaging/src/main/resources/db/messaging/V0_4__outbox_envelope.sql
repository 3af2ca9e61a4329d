-- The rest of a CloudEvents envelope, the same for every message. As columns, because the relay turns a column into a
-- header at once, while each transformation for a constant copies the whole record.
ALTER TABLE outbox
  ADD COLUMN specversion     text NOT NULL DEFAULT '1.0',
  ADD COLUMN datacontenttype text NOT NULL DEFAULT 'application/json';
