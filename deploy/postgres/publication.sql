-- What the relay publishes: inserts into the five outboxes, nothing else. Run by a superuser once the services have made
-- their tables, at every start: running it again changes nothing. An outbox is partitioned by day; its rows are published
-- as rows of the partitioned table, so that partitions may come and go while the relay streams.

SET client_min_messages = warning;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'offboarding_outbox') THEN
    CREATE PUBLICATION offboarding_outbox
      FOR TABLE identity.outbox, entitlement.outbox, session.outbox, audit.outbox, orchestrator.outbox
      WITH (publish = 'insert', publish_via_partition_root = true);
  END IF;
END
$$;

GRANT SELECT ON identity.outbox, entitlement.outbox, session.outbox, audit.outbox, orchestrator.outbox TO relay;
