CREATE TABLE tenant (
  tenant_id  text        PRIMARY KEY,
  name       text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE ON tenant TO ${flyway:defaultSchema};

-- The users of a tenant. An erased one stays as a tombstone: ids, epoch, kind and nothing that tells who it was.
CREATE TABLE account (
  tenant_id     text        NOT NULL REFERENCES tenant,
  user_id       text        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('EMPLOYEE', 'CONTRACTOR', 'CUSTOMER')),
  status        text        NOT NULL CHECK (status IN ('ACTIVE', 'DEPROVISIONED', 'ERASED')),
  epoch         int         NOT NULL CHECK (epoch >= 1),
  protected     boolean     NOT NULL,
  user_name     text,
  user_name_key text, -- user_name as it is compared, whatever the collation of the database
  display_name  text,
  mail          text,
  external_id   text,
  created_at    timestamptz NOT NULL DEFAULT now(),
  changed_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id),
  CONSTRAINT erased_has_no_profile
    CHECK (status <> 'ERASED' OR num_nonnulls(user_name, user_name_key, display_name, mail, external_id) = 0),
  CONSTRAINT named_until_erased
    CHECK (status = 'ERASED' OR num_nulls(user_name, user_name_key) = 0)
);
CREATE UNIQUE INDEX account_user_name ON account (tenant_id, user_name_key);
GRANT SELECT, INSERT, UPDATE ON account TO ${flyway:defaultSchema};

-- Kept, but useless, while its user is deprovisioned: a reinstated user signs in with it again. Deleted when erased.
CREATE TABLE password (
  tenant_id  text        NOT NULL,
  user_id    text        NOT NULL,
  hash       text        NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
GRANT SELECT, INSERT, UPDATE, DELETE ON password TO ${flyway:defaultSchema};

-- A key is live while it is not revoked and of its user's epoch; revoked_at is never taken back.
CREATE TABLE api_key (
  key_id     uuid        PRIMARY KEY DEFAULT uuidv7(),
  tenant_id  text        NOT NULL,
  user_id    text        NOT NULL,
  epoch      int         NOT NULL,
  label      text,
  key_hash   bytea       NOT NULL UNIQUE CHECK (octet_length(key_hash) = 32), -- SHA-256 of the key
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
CREATE INDEX api_key_user ON api_key (tenant_id, user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO ${flyway:defaultSchema};
