-- A role change that has not ended: none of its roles is granted to the user, nor counts if it is there. `taken` are those
-- that the user held when it was taken, which an undo gives back.
CREATE TABLE withdrawal (
  tenant_id      text    NOT NULL,
  user_id        text    NOT NULL,
  application_id text    NOT NULL,
  role           text    NOT NULL,
  offboarding_id uuid    NOT NULL,
  taken          boolean NOT NULL,
  PRIMARY KEY (tenant_id, user_id, application_id, role, offboarding_id)
);
CREATE INDEX withdrawal_of_offboarding ON withdrawal (offboarding_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON withdrawal TO ${flyway:defaultSchema};

-- The roles that a task is about; empty when it is about the account.
ALTER TABLE task ADD COLUMN roles text[] NOT NULL DEFAULT '{}';
ALTER TABLE task DROP CONSTRAINT task_phase_check;
ALTER TABLE task ADD CONSTRAINT task_phase_check CHECK (phase IN ('revoke', 'erase', 'reinstate', 'withdraw', 'restore'));
