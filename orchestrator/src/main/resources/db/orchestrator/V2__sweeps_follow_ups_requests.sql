-- When everybody is asked again for residual access, and the offboarding that led to this one (a sweep or a re-hire).
ALTER TABLE offboarding ADD COLUMN sweep_at timestamptz, ADD COLUMN follows uuid;
CREATE INDEX offboarding_follows ON offboarding (follows) WHERE follows IS NOT NULL;

-- What became of a request that came as a message, for whoever sent it.
CREATE TABLE request_answer (
  message_id     uuid        PRIMARY KEY,
  tenant_id      text        NOT NULL,
  user_id        text        NOT NULL,
  outcome        text        NOT NULL,
  offboarding_id uuid,
  code           text,
  detail         text,
  at             timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX request_answer_at ON request_answer USING brin (at);
GRANT SELECT, INSERT, DELETE ON request_answer TO ${flyway:defaultSchema};
