-- Checkpoints of a period are asked for once a year, and written every second: an index that costs next to nothing.
CREATE INDEX checkpoint_issued_at ON checkpoint USING brin (issued_at);
