-- W3C Trace Context of the announcement, so that what is reported of the step later is in the trace of the offboarding.
ALTER TABLE step_answer ADD COLUMN traceparent text;
