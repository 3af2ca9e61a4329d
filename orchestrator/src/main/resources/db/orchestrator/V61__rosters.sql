-- Lists of people to be offboarded together, as uploaded or of a whole tenant; checked first, then started, then worked off some
-- rows at a time by any instance. Ids only: what a file called somebody by is not kept.
CREATE TABLE roster (
  id                uuid        PRIMARY KEY DEFAULT uuidv7(),
  tenant_id         text,                                      -- the one that all are of; none: of several
  source            text        NOT NULL,                      -- CSV or TENANT
  reason            text        NOT NULL,                      -- where a row says no other
  created_by_id     text        NOT NULL,
  created_by_role   text        NOT NULL,
  created_by_person text,                                      -- the user of the directory whom they are
  state             text        NOT NULL DEFAULT 'CHECKED',    -- CHECKED, RUNNING, PAUSED, STOPPED
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at        timestamptz,
  changed_by        text,
  changed_at        timestamptz
);
CREATE INDEX roster_running ON roster (id) WHERE state = 'RUNNING';
GRANT SELECT, INSERT, UPDATE ON roster TO ${flyway:defaultSchema};

CREATE TABLE roster_row (
  roster_id      uuid        NOT NULL REFERENCES roster,
  line           int         NOT NULL,
  tenant_id      text,
  user_id        text,                    -- of whoever was found
  finding        text        NOT NULL,
  reason         text        NOT NULL,
  effective_at   timestamptz,             -- none: as soon as it may
  claimed_until  timestamptz,             -- somebody is at it; after that time somebody else may be
  outcome        text,                    -- BEGAN, EXISTING, REFUSED
  code           text,                    -- why it was refused
  offboarding_id uuid,
  PRIMARY KEY (roster_id, line)
);
CREATE INDEX roster_row_pending ON roster_row (roster_id, line) WHERE finding = 'MATCHED' AND outcome IS NULL;
GRANT SELECT, INSERT, UPDATE ON roster_row TO ${flyway:defaultSchema};
