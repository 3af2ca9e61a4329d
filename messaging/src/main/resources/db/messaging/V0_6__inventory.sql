-- What a user held when the revocation began. The first word stays, whatever a later attempt finds: so a step that has taken
-- something and was not done yet is remembered too (ATTEMPTED: nothing else of it is).
ALTER TABLE step_answer ADD COLUMN inventory text; -- JSON: salted digests; absent if the participant says nothing of it
ALTER TABLE step_answer
  DROP CONSTRAINT step_answer_state_check,
  ADD CONSTRAINT step_answer_state_check CHECK (state IN ('COMPLETED', 'PROGRESSING', 'ATTEMPTED'));
