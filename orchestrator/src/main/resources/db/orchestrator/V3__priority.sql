-- Emergencies: their timers fire first, however many others are due. The policy says so too; the column is for the index.
ALTER TABLE offboarding ADD COLUMN urgent boolean NOT NULL DEFAULT false;
CREATE INDEX offboarding_due_urgent ON offboarding (wake_at) WHERE urgent AND wake_at IS NOT NULL;
