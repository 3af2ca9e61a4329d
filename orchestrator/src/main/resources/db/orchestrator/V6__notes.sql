-- What opens the notes about a user. A row is made with the user's first note and deleted when everybody has confirmed the
-- erasure; a user who comes back gets another key. Wrapped with a key that is not in the database.
CREATE TABLE user_key (
  tenant_id  text        NOT NULL,
  user_id    text        NOT NULL,
  key_id     uuid        NOT NULL,
  wrapped_by text        NOT NULL,
  wrapped    text        NOT NULL, -- base64: nonce, ciphertext
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON user_key TO ${flyway:defaultSchema};

-- Encrypted, what a person wrote who caused the change.
ALTER TABLE state_change ADD COLUMN note jsonb;

-- They were kept in the clear, and no API ever showed them.
ALTER TABLE offboarding DROP COLUMN note, DROP COLUMN undo_note;
