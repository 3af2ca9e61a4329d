-- Who has said that a task is done, as the audit names them: an id, so it stays when the words go.
ALTER TABLE task ADD COLUMN confirmed_by text;

-- When an application has last done something, without looking at all that it ever did.
CREATE INDEX task_done_in ON task (tenant_id, application_id, done_at) WHERE state = 'done';
