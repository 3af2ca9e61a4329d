-- What a user allowed an OAuth client to do in their name (RFC 6749 section 1.3). Live while it is not revoked and of its
-- user's epoch, as an API key is.
CREATE TABLE oauth_grant (
  grant_id   uuid        PRIMARY KEY DEFAULT uuidv7(),
  tenant_id  text        NOT NULL,
  user_id    text        NOT NULL,
  epoch      int         NOT NULL,
  client_id  text        NOT NULL,
  scopes     text[]      NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
CREATE UNIQUE INDEX oauth_grant_live ON oauth_grant (tenant_id, user_id, client_id) WHERE revoked_at IS NULL;
CREATE INDEX oauth_grant_user ON oauth_grant (tenant_id, user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON oauth_grant TO ${flyway:defaultSchema};
