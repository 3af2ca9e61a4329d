-- For the age of the oldest row that the relay has not published: only what was written lately is read. By block ranges,
-- which costs a writer next to nothing; summarized as they fill up, because nothing here is ever vacuumed for its own sake.
CREATE INDEX outbox_created_at ON outbox USING brin (created_at) WITH (autosummarize = on);
