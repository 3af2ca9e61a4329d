-- An emergency's tasks are done first, however many of the same application wait.
ALTER TABLE task ADD COLUMN urgent boolean NOT NULL DEFAULT false;
DROP INDEX task_due;
CREATE INDEX task_due ON task (tenant_id, application_id, urgent DESC, due_at) WHERE state IN ('open', 'checking');
