-- The log. An entry is written once and never changes. leaf_index counts from 0 without a gap, in commit order: who appends
-- holds the head row locked until the end of the transaction. So a reader that has seen leaf n never finds a new one below n.
CREATE TABLE entry (
  leaf_index     bigint           NOT NULL PRIMARY KEY CHECK (leaf_index >= 0),
  kind           text COLLATE "C" NOT NULL CHECK (kind IN ('state-change', 'report')),
  tenant_id      text             NOT NULL,
  user_id        text             NOT NULL,
  offboarding_id uuid             NOT NULL,
  epoch          int              NOT NULL,
  natural_key    text COLLATE "C" NOT NULL, -- a state change: its sequence; a report: SHA-256 of its body
  body           text             NOT NULL CHECK (octet_length(body) <= 65535), -- canonical JSON (RFC 8785), ids only
  at             timestamptz      NOT NULL, -- when it happened, as the message says
  appended_at    timestamptz      NOT NULL DEFAULT statement_timestamp(), -- under the lock, so it grows with leaf_index
  UNIQUE (offboarding_id, kind, natural_key)
);
GRANT SELECT, INSERT ON entry TO ${flyway:defaultSchema};

CREATE FUNCTION refuse_to_change_an_entry() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of %.% is refused: the audit log is append-only. Nothing was changed.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation',
          HINT = 'What an entry says wrongly is corrected by a later entry. If a person did this, find out who and why.';
END $$;
CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_an_entry();
-- a plain trigger sleeps under session_replication_role = replica, which a superuser may set
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_is_append_only;

-- How many leaves there are; the row that appends line up at.
CREATE TABLE log_head (
  one  boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
  size bigint  NOT NULL CHECK (size >= 0)
);
INSERT INTO log_head (size) VALUES (0);
GRANT SELECT, UPDATE (size) ON log_head TO ${flyway:defaultSchema};

-- Concluded offboardings whose history isn't complete yet: their seal is owed.
CREATE TABLE seal_pending (
  offboarding_id uuid        NOT NULL PRIMARY KEY,
  state_changes  int         NOT NULL, -- 1 to this must all be in the log
  since          timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON seal_pending TO ${flyway:defaultSchema};
