-- Whose token it is, if it is a person's: it ends with them.
ALTER TABLE api_token ADD COLUMN person_tenant_id text, ADD COLUMN person_user_id text;
CREATE INDEX api_token_of_person ON api_token (person_tenant_id, person_user_id) WHERE person_user_id IS NOT NULL;

-- Whether the platform is taking, or has taken, the access of a user away and not given it back: who is that user comes in
-- nowhere. An offboarding that only waits, was cancelled or is about some roles takes nobody's access.
CREATE FUNCTION has_left(tenant text, person text) RETURNS boolean
  LANGUAGE sql STABLE
  AS $$
    SELECT coalesce((
      SELECT o.state NOT IN ('REINSTATED')
      FROM offboarding o
      WHERE o.tenant_id = tenant AND o.user_id = person AND o.roles = '{}'
        AND o.state IN ('REVOKING', 'VERIFYING', 'REVOKED', 'ERASING', 'SEALING', 'COMPLETED', 'REINSTATING', 'REINSTATED')
      ORDER BY o.epoch DESC, o.id DESC LIMIT 1), false)
  $$;
GRANT EXECUTE ON FUNCTION has_left(text, text) TO ${flyway:defaultSchema};
