-- Policies as administrators have activated them; only ever added to. The first version of a reason is what the configuration
-- said when somebody edited it first; a reason without rows follows the configuration.
CREATE TABLE policy_version (
  reason       text        NOT NULL,
  version      int         NOT NULL CHECK (version > 0),
  scope        text        NOT NULL,
  settings     jsonb       NOT NULL,
  rules        jsonb       NOT NULL,
  activated_by text,                 -- a subject; none for what the configuration said
  activated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  note         text        NOT NULL,
  PRIMARY KEY (reason, version)
);
GRANT SELECT, INSERT ON policy_version TO ${flyway:defaultSchema};
