-- Who wrote the row, under keys that the database doesn't have: header ce_mac. Whoever only can insert here can't make one.
ALTER TABLE outbox ADD COLUMN mac text;
