-- On which topic a step that ends later is reported: that of the announcement's priority.
ALTER TABLE step_answer ADD COLUMN priority text NOT NULL DEFAULT 'NORMAL';
