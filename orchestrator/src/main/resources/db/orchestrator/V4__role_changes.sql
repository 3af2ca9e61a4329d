-- What a role change takes, as application/role; empty when it is about the whole user.
ALTER TABLE offboarding ADD COLUMN roles text[] NOT NULL DEFAULT '{}';

-- Invariant I3: at most one live offboarding per user. A role change that is being sealed is none: nothing of it can be
-- undone any more, and the offboarding of the whole user must not wait for its audit.
DROP INDEX offboarding_live;
CREATE UNIQUE INDEX offboarding_live ON offboarding (tenant_id, user_id)
  WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') AND NOT (state = 'SEALING' AND roles <> '{}');
