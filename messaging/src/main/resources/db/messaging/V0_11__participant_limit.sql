-- How many users of a tenant the participant was told to take something from in the last hour, by the minute: a ring of sixty
-- rows, so nothing has to be deleted.
CREATE TABLE participant_count (
  tenant_id text        NOT NULL,
  phase     text        NOT NULL,
  priority  text        NOT NULL,
  minute    smallint    NOT NULL CHECK (minute BETWEEN 0 AND 59),
  since     timestamptz NOT NULL, -- the minute that the row is about; what is older than an hour counts no more
  users     int         NOT NULL,
  PRIMARY KEY (tenant_id, phase, priority, minute)
) WITH (fillfactor = 50);
GRANT SELECT, INSERT, UPDATE ON participant_count TO ${flyway:defaultSchema};
