-- Every checkpoint of the log that was signed (C2SP tlog-checkpoint), so that each can be proved consistent with any other.
-- What the signer trusts is not here but in a file of its own: who can write to this database can't make it sign a fork.
CREATE TABLE checkpoint (
  size      bigint      NOT NULL PRIMARY KEY CHECK (size > 0),
  note      text        NOT NULL, -- the signed note, byte for byte
  issued_at timestamptz NOT NULL DEFAULT statement_timestamp()
);
GRANT SELECT, INSERT ON checkpoint TO ${flyway:defaultSchema};

-- What witnesses have said about them (C2SP tlog-cosignature).
CREATE TABLE cosignature (
  size        bigint      NOT NULL REFERENCES checkpoint,
  witness     text        NOT NULL,
  line        text        NOT NULL, -- the signature line
  received_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  PRIMARY KEY (size, witness)
);
GRANT SELECT, INSERT ON cosignature TO ${flyway:defaultSchema};

CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_an_entry();
ALTER TABLE checkpoint ENABLE ALWAYS TRIGGER checkpoint_is_append_only;
CREATE TRIGGER cosignature_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_an_entry();
ALTER TABLE cosignature ENABLE ALWAYS TRIGGER cosignature_is_append_only;
