-- The log becomes a Merkle tree (RFC 6962, RFC 9162), kept in tiles of 256 hashes (C2SP tlog-tiles). Everything but the head
-- is written once; entries from before this migration are taken into the tree by the service, at its start.

-- What entry leaf_index hashes to: SHA-256 of a zero byte and the body. NULL: appended before there was a tree.
ALTER TABLE entry ADD COLUMN leaf_hash bytea CHECK (octet_length(leaf_hash) = 32);

-- The full tiles. Tile n of level l has the hashes of the 256 complete subtrees of 256^l leaves from leaf n * 256^(l+1) on;
-- root is the hash of them all, which stands in the tile above. The partial tiles at the right edge are not stored:
-- level 0 is read from entry.leaf_hash, the others from root.
CREATE TABLE tile (
  level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
  number bigint   NOT NULL CHECK (number >= 0),
  hashes bytea    NOT NULL CHECK (octet_length(hashes) = 8192),
  root   bytea    NOT NULL CHECK (octet_length(root) = 32),
  PRIMARY KEY (level, number)
);
-- hashes can't be compressed: don't try
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
GRANT SELECT, INSERT ON tile TO ${flyway:defaultSchema};

CREATE TRIGGER tile_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tile
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_an_entry();
ALTER TABLE tile ENABLE ALWAYS TRIGGER tile_is_append_only;

-- tree_size leaves are in the tree; behind size only until the service has taken the older entries in. peaks are the hashes
-- of the complete subtrees that tree_size consists of, the largest first: all that is needed to append.
ALTER TABLE log_head
  ADD COLUMN tree_size bigint NOT NULL DEFAULT 0 CHECK (tree_size >= 0),
  ADD COLUMN root      bytea  NOT NULL DEFAULT sha256('') CHECK (octet_length(root) = 32),
  ADD COLUMN peaks     bytea  NOT NULL DEFAULT '',
  ADD CHECK (octet_length(peaks) = 32 * bit_count(tree_size::bit(64)));
GRANT UPDATE (tree_size, root, peaks) ON log_head TO ${flyway:defaultSchema};
