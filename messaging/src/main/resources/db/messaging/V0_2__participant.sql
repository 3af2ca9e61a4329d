-- The durable block. (epoch, standing) only grows: 0 OPEN, 1 BLOCKED, 2 ERASED within an epoch; a reinstatement is the next
-- epoch, OPEN. An announcement below it is stale. Ids only, so it outlives the erasure of everything else.
CREATE TABLE fence (
  tenant_id  text        NOT NULL,
  user_id    text        NOT NULL,
  epoch      int         NOT NULL DEFAULT 1,
  standing   smallint    NOT NULL DEFAULT 0 CHECK (standing BETWEEN 0 AND 2),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id)
);
-- UPDATE also lets a local write lock the row.
GRANT SELECT, INSERT, UPDATE ON fence TO ${flyway:defaultSchema};

-- What the participant answered, so that every announcement is answered, also a second time.
CREATE TABLE step_answer (
  offboarding_id uuid        NOT NULL,
  phase          text        NOT NULL,
  epoch          int         NOT NULL,
  tenant_id      text        NOT NULL,
  user_id        text        NOT NULL,
  attempt        int         NOT NULL,
  state          text        NOT NULL CHECK (state IN ('COMPLETED', 'PROGRESSING')),
  evidence       text        NOT NULL, -- JSON: counts by kind
  answered_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (offboarding_id, phase, epoch)
);
GRANT SELECT, INSERT, UPDATE ON step_answer TO ${flyway:defaultSchema};
