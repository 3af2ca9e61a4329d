-- Who requested it, what has to be approved (the plan as canonical JSON, and its hash), and who has. Absent for what a program
-- asked for and nobody has to approve.
ALTER TABLE offboarding ADD COLUMN approvals jsonb;
CREATE INDEX offboarding_awaiting ON offboarding (tenant_id, id) WHERE state = 'AWAITING_APPROVAL';
