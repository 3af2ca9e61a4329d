-- How an application outside is reached. Without a row here an application is local: its grants in role_grant are all
-- there is. The second half is how it is doing, written by whoever calls it.
CREATE TABLE connection (
  tenant_id      text        NOT NULL,
  application_id text        NOT NULL,
  method         text        NOT NULL CHECK (method IN ('webhook', 'scim', 'manual')),
  order_class    text        NOT NULL CHECK (order_class IN ('first', 'any', 'last')),
  deadline_s     bigint      NOT NULL CHECK (deadline_s > 0),
  owner          text        NOT NULL, -- a team or role, no personal data: it is shown in reports
  target         text        CHECK (target IS NOT NULL OR method = 'manual'),
  account        text        NOT NULL, -- with {userId} in it
  lookup         text        NOT NULL CHECK (lookup IN ('externalId', 'userName')),
  on_erase       text        NOT NULL CHECK (on_erase IN ('delete', 'keep')),
  covers         text        NOT NULL CHECK (covers IN ('holders', 'everybody')),
  changed_at     timestamptz NOT NULL DEFAULT now(),
  failing_since  timestamptz,
  quarantined_at timestamptz,
  disabled_at    timestamptz, -- it said so itself (410): nobody calls until a person has put it again
  trouble        text,
  tried_at       timestamptz,
  PRIMARY KEY (tenant_id, application_id),
  FOREIGN KEY (tenant_id, application_id) REFERENCES application
);
GRANT SELECT, INSERT, UPDATE, DELETE ON connection TO ${flyway:defaultSchema};

-- Apart from the rest, so that no query about connections can show it.
CREATE TABLE connection_secret (
  tenant_id      text NOT NULL,
  application_id text NOT NULL,
  secret         text NOT NULL,
  PRIMARY KEY (tenant_id, application_id),
  FOREIGN KEY (tenant_id, application_id) REFERENCES connection ON DELETE CASCADE
);
GRANT SELECT, INSERT, UPDATE, DELETE ON connection_secret TO ${flyway:defaultSchema};

-- A step of ours that applications outside take part in, and what was done here already, as JSON: counts by kind.
CREATE TABLE task_step (
  offboarding_id uuid        NOT NULL,
  phase          text        NOT NULL,
  epoch          int         NOT NULL,
  tenant_id      text        NOT NULL,
  user_id        text        NOT NULL,
  evidence       jsonb       NOT NULL,
  troubled       boolean     NOT NULL DEFAULT false, -- a person was told
  announced_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (offboarding_id, phase, epoch)
);
GRANT SELECT, INSERT, UPDATE ON task_step TO ${flyway:defaultSchema};

-- One application's part of that step. waiting: applications of an earlier order class are not done; superseded: a newer
-- announcement of the user is in force; checking: was done, and is looked at again. Who calls moves due_at on first, to the end of the lease: if it dies, somebody calls
-- again then. lease_id tells whether the outcome is still asked for.
CREATE TABLE task (
  offboarding_id uuid        NOT NULL,
  phase          text        NOT NULL CHECK (phase IN ('revoke', 'erase', 'reinstate')),
  epoch          int         NOT NULL,
  application_id text        NOT NULL,
  id             uuid        NOT NULL DEFAULT uuidv7() UNIQUE,
  tenant_id      text        NOT NULL,
  user_id        text        NOT NULL,
  rank           smallint    NOT NULL, -- of the order class when the task was made
  state          text        NOT NULL CHECK (state IN ('waiting', 'open', 'done', 'checking', 'superseded')),
  created_at     timestamptz NOT NULL DEFAULT now(),
  deadline_at    timestamptz NOT NULL,
  due_at         timestamptz NOT NULL DEFAULT now(),
  lease_id       uuid,
  tries          int         NOT NULL DEFAULT 0,
  failures       int         NOT NULL DEFAULT 0, -- in a row
  trouble        text,
  tried_at       timestamptz,
  outcome        text,       -- the kind of evidence
  note           text,
  proof          text,
  done_at        timestamptz, -- or looked at again
  relapsed_at    timestamptz, -- looked at again and found not done; nobody was told yet
  PRIMARY KEY (offboarding_id, phase, epoch, application_id),
  FOREIGN KEY (offboarding_id, phase, epoch) REFERENCES task_step
);
CREATE INDEX task_due ON task (tenant_id, application_id, due_at) WHERE state IN ('open', 'checking');
CREATE INDEX task_of_user ON task (tenant_id, user_id, application_id);
CREATE INDEX task_left ON task (id) WHERE state IN ('waiting', 'open');
GRANT SELECT, INSERT, UPDATE ON task TO ${flyway:defaultSchema};
