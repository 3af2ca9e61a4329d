-- Tokens of the API that an administrator has issued. The token itself is nowhere: it was shown once. One row is one
-- token for its whole life; a rotation gives it another secret and leaves the one before good for a while.
CREATE TABLE api_token (
  id             uuid        PRIMARY KEY,
  name           text        NOT NULL, -- what it is for, as its maker says; never a person's name
  tenant_id      text,                 -- the one tenant it is bound to; none: all
  roles          text[]      NOT NULL,
  secret_hash    bytea       NOT NULL UNIQUE, -- SHA-256; the secret has 256 random bits, so no slow hash is needed
  previous_hash  bytea       UNIQUE,
  previous_until timestamptz,
  created_by     text        NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  lifetime       interval    NOT NULL, -- begins anew with each rotation
  expires_at     timestamptz NOT NULL,
  rotated_at     timestamptz,
  revoked_at     timestamptz,
  last_used_at   timestamptz           -- to the minute
);
CREATE INDEX api_token_of_tenant ON api_token (tenant_id, created_at);

GRANT SELECT, INSERT, UPDATE ON api_token TO ${flyway:defaultSchema};
