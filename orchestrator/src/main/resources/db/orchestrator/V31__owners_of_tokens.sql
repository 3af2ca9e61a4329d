-- Whose token it is, if it is a person's: it ends with them.
ALTER TABLE api_token ADD COLUMN person_tenant_id text, ADD COLUMN person_user_id text;
CREATE INDEX api_token_of_person ON api_token (person_tenant_id, person_user_id) WHERE person_user_id IS NOT NULL;

-- Whether the platform is taking, or has taken, the access of a user away and not given it back: who is that user comes in
-- nowhere. An offboarding that only waits, was cancelled or is about some roles takes nobody's access. Looks at all tenants,
-- whoever asks: an account may be of another tenant than its person.
CREATE FUNCTION has_left(asked_tenant text, asked_user text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
  DECLARE
    shown text := current_setting('offboard.tenant', true);
    left_us boolean;
  BEGIN
    PERFORM set_config('offboard.tenant', '*', true);
    SELECT o.state <> 'REINSTATED' INTO left_us
    FROM offboarding o
    WHERE o.tenant_id = asked_tenant AND o.user_id = asked_user AND o.roles = '{}'
      AND o.state IN ('REVOKING', 'VERIFYING', 'REVOKED', 'ERASING', 'SEALING', 'COMPLETED', 'REINSTATING', 'REINSTATED')
    ORDER BY o.epoch DESC, o.id DESC LIMIT 1;
    PERFORM set_config('offboard.tenant', coalesce(shown, ''), true);
    RETURN coalesce(left_us, false);
  END $$;

-- Ends what these users have here: accounts, sign-ins with their sessions, tokens. Answers what was ended now. Looks at all
-- tenants, whoever's request it is: a person of one tenant may have an account for all of them.
CREATE FUNCTION end_access_of(tenants text[], users text[], by_whom text)
  RETURNS TABLE (change text, subject text, tenant_id text, user_tenant_id text, user_id text, roles text[])
  LANGUAGE plpgsql
  AS $$
  #variable_conflict use_column
  DECLARE
    shown text := current_setting('offboard.tenant', true);
  BEGIN
    PERFORM set_config('offboard.tenant', '*', true);
    RETURN QUERY
      WITH leaver AS (
        SELECT * FROM unnest(tenants, users) AS l (tenant, id)
      ), account AS (
        UPDATE person p SET disabled_at = now(), disabled_by = by_whom FROM leaver l
        WHERE (p.user_tenant_id, p.user_id) = (l.tenant, l.id) AND p.disabled_at IS NULL
        RETURNING p.id, p.subject, p.tenant_id, p.user_tenant_id, p.user_id, p.roles
      ), token AS (
        UPDATE api_token t SET revoked_at = now() FROM leaver l
        WHERE (t.person_tenant_id, t.person_user_id) = (l.tenant, l.id)
          AND t.revoked_at IS NULL AND t.expires_at > now()
        RETURNING t.id, t.tenant_id, t.person_tenant_id, t.person_user_id, t.roles
      ), signed_out AS (
        DELETE FROM sign_in s USING account a WHERE s.person_id = a.id
      ), session AS (
        DELETE FROM portal_session s USING account a WHERE s.principal_name = a.subject
      )
      SELECT 'ACCOUNT_DISABLED', a.subject, a.tenant_id, a.user_tenant_id, a.user_id, a.roles FROM account a
      UNION ALL
      SELECT 'TOKEN_REVOKED', 'token.' || t.id, t.tenant_id, t.person_tenant_id, t.person_user_id, t.roles FROM token t;
    PERFORM set_config('offboard.tenant', coalesce(shown, ''), true);
  END $$;

REVOKE ALL ON FUNCTION has_left(text, text), end_access_of(text[], text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_left(text, text), end_access_of(text[], text[], text) TO ${flyway:defaultSchema};
