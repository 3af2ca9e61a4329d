-- One run of the saga for one user. Codes have no CHECK: a row written by a newer version must stay readable by this one.
CREATE TABLE offboarding (
  id                 uuid        PRIMARY KEY, -- UUIDv7: in the order of requests
  tenant_id          text        NOT NULL,
  user_id            text        NOT NULL,
  epoch              int         NOT NULL,
  reason             text        NOT NULL,
  initiator_id       text        NOT NULL,
  initiator_role     text        NOT NULL,
  definition         text        NOT NULL,
  definition_version int         NOT NULL,
  policy             jsonb       NOT NULL, -- as it was when requested
  state              text        NOT NULL,
  requested_at       timestamptz NOT NULL,
  effective_at       timestamptz NOT NULL,
  revoked_at         timestamptz,
  respond_by         timestamptz,
  completed_at       timestamptz,
  undone_by_id       text,
  undone_by_role     text,
  state_changes      int         NOT NULL,
  attention_reason   text,
  attention_owner    text,
  attention_since    timestamptz,
  wake_at            timestamptz, -- the timer; the database's clock decides
  note               text,        -- free text, possibly personal data: never leaves this table but by the API
  undo_note          text         -- likewise
) WITH (fillfactor = 80);

-- Invariant I3: at most one live offboarding per user.
CREATE UNIQUE INDEX offboarding_live ON offboarding (tenant_id, user_id)
  WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED');
CREATE INDEX offboarding_due ON offboarding (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX offboarding_of_user ON offboarding (tenant_id, user_id, id);
CREATE INDEX offboarding_attention ON offboarding (id) WHERE attention_since IS NOT NULL;

-- A participant's side of one phase. Written only together with its offboarding, by whoever holds that row's lock: a
-- foreign key would cost more than the insert itself.
CREATE TABLE step (
  offboarding_id uuid        NOT NULL,
  phase          text        NOT NULL,
  participant    text        NOT NULL,
  attempt        int         NOT NULL,
  misses         int         NOT NULL,
  state          text        NOT NULL,
  announced_at   timestamptz NOT NULL,
  due_at         timestamptz,
  completed_at   timestamptz,
  evidence       jsonb       NOT NULL,
  progress       text,
  error_kind     text,
  error_code     text,
  error_detail   text,
  PRIMARY KEY (offboarding_id, phase, participant)
) WITH (fillfactor = 70);

-- Invariant I9 counts on it: one row per committed state change, never changed.
CREATE TABLE state_change (
  offboarding_id uuid        NOT NULL,
  sequence       int         NOT NULL,
  from_state     text,
  to_state       text        NOT NULL,
  by_id          text        NOT NULL,
  by_role        text        NOT NULL,
  why            text        NOT NULL,
  at             timestamptz NOT NULL,
  PRIMARY KEY (offboarding_id, sequence)
);

CREATE TABLE idempotency_key (
  tenant_id      text        NOT NULL,
  key            text        NOT NULL,
  request_hash   text        NOT NULL,
  offboarding_id uuid        NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_key_created_at ON idempotency_key USING brin (created_at);

GRANT SELECT, INSERT, UPDATE ON offboarding, step TO ${flyway:defaultSchema};
GRANT SELECT, INSERT ON state_change TO ${flyway:defaultSchema};
GRANT SELECT, INSERT, DELETE ON idempotency_key TO ${flyway:defaultSchema};
