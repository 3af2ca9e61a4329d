-- What has to be told to whom, written with what it tells of. Ids only: addresses and words are looked up when it is sent.
CREATE TABLE notification (
  id             uuid        NOT NULL DEFAULT uuidv7() PRIMARY KEY,
  offboarding_id uuid        NOT NULL,
  tenant_id      text        NOT NULL,
  user_id        text        NOT NULL,
  occasion       text        NOT NULL,
  occasion_key   text        NOT NULL, -- tells two of one occasion apart
  channel        text        NOT NULL,
  recipient      text        NOT NULL, -- KIND:NAME, by what the settings call them or the subject of whoever asked; no address
  state          text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENT', 'NOBODY', 'DEAD')),
  attempts       int         NOT NULL DEFAULT 0,
  held           boolean     NOT NULL DEFAULT false, -- waits for the digest of its recipient
  created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  due_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  single_at      timestamptz, -- when a message of its own, or the digest that begins with it, was tried last
  ended_at       timestamptz,
  last_error     text,        -- no personal data
  UNIQUE (offboarding_id, occasion, occasion_key, channel, recipient)
);
CREATE INDEX notification_due ON notification (due_at) WHERE state = 'WAITING';
CREATE INDEX notification_dead ON notification (ended_at) WHERE state = 'DEAD';
CREATE INDEX notification_of_user ON notification (tenant_id, user_id);
CREATE INDEX notification_single ON notification (recipient, single_at) WHERE single_at IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON notification TO ${flyway:defaultSchema};
