-- How many offboardings each requester has asked for, by the minute; counted in the transaction that accepts them.
CREATE TABLE request_minute (
  tenant_id    text        NOT NULL,
  requester_id text        NOT NULL,
  minute       timestamptz NOT NULL,
  requests     int         NOT NULL,
  PRIMARY KEY (tenant_id, requester_id, minute)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON request_minute TO ${flyway:defaultSchema};

-- What one requester asked for beyond the limit waits together, for one approval of the whole list.
CREATE TABLE approval_batch (
  id                uuid        PRIMARY KEY DEFAULT uuidv7(),
  tenant_id         text        NOT NULL,
  requester_id      text        NOT NULL,
  created_at        timestamptz NOT NULL DEFAULT now(),
  collects_until    timestamptz NOT NULL, -- from then on the list is frozen
  verdict           text,                 -- APPROVED or DENIED
  decided_by_id     text,
  decided_by_role   text,
  decided_by_person text,
  reason            text,
  decided_at        timestamptz
);
CREATE INDEX approval_batch_waiting ON approval_batch (tenant_id, requester_id) WHERE verdict IS NULL;
CREATE INDEX approval_batch_decided ON approval_batch (decided_at) WHERE verdict IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON approval_batch TO ${flyway:defaultSchema};

CREATE TABLE approval_batch_member (
  batch_id       uuid NOT NULL REFERENCES approval_batch,
  offboarding_id uuid NOT NULL UNIQUE,
  plan_hash      text NOT NULL, -- of the plan that it was accepted with
  outcome        text,          -- what became of it after the decision
  PRIMARY KEY (batch_id, offboarding_id)
);
CREATE INDEX approval_batch_member_undone ON approval_batch_member (batch_id) WHERE outcome IS NULL;
GRANT SELECT, INSERT, UPDATE ON approval_batch_member TO ${flyway:defaultSchema};
