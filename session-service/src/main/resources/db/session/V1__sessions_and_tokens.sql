-- What a user holds after signing in. A session records the epoch of the user's fence when it was opened: under another
-- epoch it counts for nothing, and it never changes. ENDED is final.
CREATE TABLE session (
  id           uuid        PRIMARY KEY,
  tenant_id    text        NOT NULL,
  user_id      text        NOT NULL,
  epoch        int         NOT NULL CHECK (epoch >= 1),
  device       text,                 -- a label from the caller; may be personal, so it goes with the history
  client_id    text,                 -- the application that the session is for
  state        text        NOT NULL CHECK (state IN ('LIVE', 'ENDED')),
  end_reason   text,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL, -- when its newest refresh token does
  ended_at     timestamptz,
  CHECK ((state = 'ENDED') = (ended_at IS NOT NULL)),
  CHECK ((state = 'ENDED') = (end_reason IS NOT NULL))
) WITH (fillfactor = 80);            -- ending a session changes no indexed column: the new row fits beside the old one
CREATE INDEX session_of_user ON session (tenant_id, user_id, created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO ${flyway:defaultSchema};

-- Only SHA-256 hashes (base64url): whoever reads this table can present nothing. A session that ends loses its rows. A used
-- refresh token stays until it would have expired, to be known when it comes a second time (RFC 9700 section 4.14.2).
CREATE TABLE token (
  hash       text COLLATE "C" PRIMARY KEY,
  session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
  kind       text        NOT NULL CHECK (kind IN ('ACCESS', 'REFRESH')),
  issued_at  timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz CHECK (used_at IS NULL OR kind = 'REFRESH')
);
CREATE INDEX token_of_session ON token (session_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON token TO ${flyway:defaultSchema};
