-- Roles and schemas of the five services, in the database that this is run in. Run by a superuser before the services
-- start, at every start: running it again changes nothing but the passwords.
--
--   psql -v ON_ERROR_STOP=1 -v relay_password=.. -v identity_password=.. -v identity_owner_password=.. (and so on) -f bootstrap.sql
--
-- Per service: <name>_owner owns the schema <name> and everything its migrations make; <name> is what the service runs as
-- and gets, beyond USAGE, only what the migrations grant it. Nobody but these two sees the schema, except the relay, which
-- may look a table up in it (publication.sql lets it read the outboxes). No service has a superuser.

SET client_min_messages = warning;

-- A DO block sees no psql variable: the passwords reach it as settings of this session.
SELECT set_config('bootstrap.orchestrator', :'orchestrator_password', false) IS NULL AS orchestrator,
       set_config('bootstrap.orchestrator_owner', :'orchestrator_owner_password', false) IS NULL AS orchestrator_owner,
       set_config('bootstrap.identity', :'identity_password', false) IS NULL AS identity,
       set_config('bootstrap.identity_owner', :'identity_owner_password', false) IS NULL AS identity_owner,
       set_config('bootstrap.entitlement', :'entitlement_password', false) IS NULL AS entitlement,
       set_config('bootstrap.entitlement_owner', :'entitlement_owner_password', false) IS NULL AS entitlement_owner,
       set_config('bootstrap.session', :'session_password', false) IS NULL AS session,
       set_config('bootstrap.session_owner', :'session_owner_password', false) IS NULL AS session_owner,
       set_config('bootstrap.audit', :'audit_password', false) IS NULL AS audit,
       set_config('bootstrap.audit_owner', :'audit_owner_password', false) IS NULL AS audit_owner,
       set_config('bootstrap.relay', :'relay_password', false) IS NULL AS relay;

DO $$
DECLARE
  service text;
  login text;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  REVOKE ALL ON SCHEMA public FROM PUBLIC;

  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'relay') THEN
    CREATE ROLE relay;
  END IF;
  ALTER ROLE relay LOGIN REPLICATION NOSUPERUSER NOCREATEDB NOCREATEROLE;
  EXECUTE format('ALTER ROLE relay PASSWORD %L', current_setting('bootstrap.relay'));
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO relay', current_database());

  FOREACH service IN ARRAY ARRAY['orchestrator', 'identity', 'entitlement', 'session', 'audit'] LOOP
    FOREACH login IN ARRAY ARRAY[service || '_owner', service] LOOP
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
        EXECUTE format('CREATE ROLE %I', login);
      END IF;
      EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', login);
      EXECUTE format('ALTER ROLE %I PASSWORD %L', login, current_setting('bootstrap.' || login));
      EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login);
      EXECUTE format('ALTER ROLE %I SET search_path = %I', login, service);
    END LOOP;
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, service || '_owner');
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, relay', service, service);
  END LOOP;
END
$$;
