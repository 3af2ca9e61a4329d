-- An application of a tenant and the roles it knows. Whoever grants a role share-locks the application's row, whoever
-- changes the roles locks it exclusively: so no grant of a role that is being removed is left behind.
CREATE TABLE application (
  tenant_id      text        NOT NULL,
  application_id text        NOT NULL,
  name           text,
  roles          text[]      NOT NULL,
  changed_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, application_id)
);
-- UPDATE also lets a grant share-lock the row.
GRANT SELECT, INSERT, UPDATE ON application TO ${flyway:defaultSchema};

-- Who holds which role. A row written by hand, without an epoch, gets the lowest: every sweep finds it.
CREATE TABLE role_grant (
  tenant_id      text        NOT NULL,
  user_id        text        NOT NULL,
  application_id text        NOT NULL,
  role           text        NOT NULL,
  epoch          int         NOT NULL DEFAULT 1,
  granted_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id, application_id, role),
  FOREIGN KEY (tenant_id, application_id) REFERENCES application
);
-- For the roles that an application gives up.
CREATE INDEX role_grant_of_application ON role_grant (tenant_id, application_id, role);
GRANT SELECT, INSERT, UPDATE, DELETE ON role_grant TO ${flyway:defaultSchema};

-- What one offboarding took away, as application/role (no id has a slash). Taken once, also when there was nothing to
-- take: what turns up later was planted and is no business of a reinstatement. Gone with the reinstatement or erasure.
CREATE TABLE snapshot (
  tenant_id      text        NOT NULL,
  user_id        text        NOT NULL,
  offboarding_id uuid        NOT NULL,
  epoch          int         NOT NULL,
  grants         text[]      NOT NULL,
  taken_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id, offboarding_id, epoch)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON snapshot TO ${flyway:defaultSchema};
