-- The messages of a service, written with its state in one transaction and published by the change-data relay.
-- Partitions by day: rows stay for days, then a whole partition is dropped; nothing is deleted row by row.
CREATE TABLE outbox (
  id            uuid        NOT NULL DEFAULT uuidv7(),
  aggregatetype text        NOT NULL, -- the topic
  aggregateid   text        NOT NULL, -- the record key
  type          text        NOT NULL, -- the wire name, header ce_type
  source        text        NOT NULL, -- header ce_source
  traceparent   text,                 -- W3C Trace Context
  created_at    timestamptz NOT NULL DEFAULT now(),
  payload       text        NOT NULL  -- the JSON body
) PARTITION BY RANGE (created_at);

-- Nothing is lost when maintenance is late: rows outside every day land here.
CREATE TABLE outbox_default PARTITION OF outbox DEFAULT;

-- Makes the partitions of today and the next two days, drops those older than keep_days. Run by the owner because the
-- runtime role owns nothing. A day whose rows already lie in the default partition keeps them there.
CREATE FUNCTION outbox_roll(keep_days int) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  day date;
  old record;
  changed int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('outbox_roll'), hashtext(current_schema()));
  FOR day IN SELECT current_date + offs FROM generate_series(0, 2) AS offs LOOP
    IF to_regclass(format('outbox_%s', to_char(day, 'YYYYMMDD'))) IS NULL
       AND NOT EXISTS (SELECT FROM outbox_default WHERE created_at >= day AND created_at < day + 1) THEN
      EXECUTE format('CREATE TABLE outbox_%s PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                     to_char(day, 'YYYYMMDD'), day::timestamptz, (day + 1)::timestamptz);
      changed := changed + 1;
    END IF;
  END LOOP;
  FOR old IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'outbox'::regclass AND c.relname ~ '^outbox_[0-9]{8}$'
      AND to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - keep_days
  LOOP
    EXECUTE format('DROP TABLE %I', old.relname);
    changed := changed + 1;
  END LOOP;
  RETURN changed;
END $$;
REVOKE ALL ON FUNCTION outbox_roll(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outbox_roll(int) TO ${flyway:defaultSchema};
GRANT INSERT, SELECT ON outbox TO ${flyway:defaultSchema};

-- Message ids already handled, written in the transaction of the effect.
CREATE TABLE inbox (
  consumer    text        NOT NULL,
  message_id  uuid        NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_received_at ON inbox USING brin (received_at);
GRANT INSERT, SELECT, DELETE ON inbox TO ${flyway:defaultSchema};
