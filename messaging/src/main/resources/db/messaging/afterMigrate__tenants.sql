-- Every table that has a tenant shows the rows of one tenant only, that of the setting offboard.tenant, which the service gives
-- with every connection it takes (TenantDataSource): '*' shows all, none shows none. Forced, so it holds for the owner too.
-- After every migration, because a new table must not be forgotten; what is there already is left alone.
--
-- As CASE, because the planner takes that for half of the rows and an OR for one in hundreds, and chooses badly; as a subquery,
-- because that is read once and not for each row.
DO $$
DECLARE
  unprotected regclass;
BEGIN
  FOR unprotected IN
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', unprotected);
    EXECUTE format('DROP POLICY IF EXISTS one_tenant ON %s', unprotected);
    EXECUTE format($policy$
      CREATE POLICY one_tenant ON %s
        USING (CASE (SELECT current_setting('offboard.tenant', true)) WHEN '*' THEN true
               ELSE tenant_id = (SELECT current_setting('offboard.tenant', true)) END)
      $policy$, unprotected);
  END LOOP;
END $$;
