-- People who operate this platform: who they are, what they may, and how they sign in. One row is one person for ever; what
-- names them to others goes when they are erased, so that what the audit log says of `subject` stays true and says no more.
CREATE TABLE person (
  id             uuid        PRIMARY KEY,
  subject        text        NOT NULL UNIQUE, -- as the audit log names them: person.ID, or jwt.ID for one of a provider
  sign_in_name   text,                        -- as they write it; none for people of a provider
  name_key       text        UNIQUE,          -- as it is compared
  password_hash  text,                        -- adaptive, with its algorithm and cost in front
  tenant_id      text,                        -- the one tenant they are bound to; none: all
  roles          text[]      NOT NULL,
  user_tenant_id text,                        -- the user of the directory whom they are, if any
  user_id        text,
  must_change    boolean     NOT NULL,
  created_by     text        NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz,
  disabled_at    timestamptz,
  disabled_by    text,
  CHECK ((user_tenant_id IS NULL) = (user_id IS NULL))
);
CREATE INDEX person_of_tenant ON person (tenant_id, created_at);
CREATE INDEX person_of_user ON person (user_tenant_id, user_id) WHERE user_id IS NOT NULL;

-- Somebody is signed in while there is a row: an HTTP session names it. Deleting it ends the session at its next request.
CREATE TABLE sign_in (
  id           uuid        PRIMARY KEY,
  person_id    uuid        NOT NULL REFERENCES person (id),
  provider_sid text,       -- the session at the provider (OpenID Connect Front-Channel Logout section 3), as a hash
  signed_in_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_of_person ON sign_in (person_id);
CREATE INDEX sign_in_of_provider ON sign_in (provider_sid) WHERE provider_sid IS NOT NULL;

-- How often somebody has failed to sign in under one name, or from one address, and until when nobody is asked. Names that
-- nobody has are counted the same way, so that the answer tells nothing.
CREATE TABLE sign_in_failure (
  key           bytea       PRIMARY KEY, -- a hash: neither names nor addresses are kept
  failures      int         NOT NULL,
  blocked_until timestamptz NOT NULL,
  last_at       timestamptz NOT NULL
);
CREATE INDEX sign_in_failure_last ON sign_in_failure (last_at);

-- As org/springframework/session/jdbc/schema-postgresql.sql has it, under the names of the house.
CREATE TABLE portal_session (
  primary_id            char(36)     NOT NULL PRIMARY KEY,
  session_id            char(36)     NOT NULL UNIQUE,
  creation_time         bigint       NOT NULL,
  last_access_time      bigint       NOT NULL,
  max_inactive_interval int          NOT NULL,
  expiry_time           bigint       NOT NULL,
  principal_name        varchar(200)
);
CREATE INDEX portal_session_expiry ON portal_session (expiry_time);
CREATE INDEX portal_session_of ON portal_session (principal_name);
CREATE TABLE portal_session_attributes (
  session_primary_id char(36)     NOT NULL REFERENCES portal_session (primary_id) ON DELETE CASCADE,
  attribute_name     varchar(200) NOT NULL,
  attribute_bytes    bytea        NOT NULL,
  PRIMARY KEY (session_primary_id, attribute_name)
);

GRANT SELECT, INSERT, UPDATE ON person TO ${flyway:defaultSchema};
GRANT SELECT, INSERT, DELETE ON sign_in TO ${flyway:defaultSchema};
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failure, portal_session, portal_session_attributes TO ${flyway:defaultSchema};
