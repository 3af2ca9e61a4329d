-- W3C Trace Context that the request came in, so that timers, reports and later steps stay in its trace. One that came in none is
-- in the trace that is called as itself: its id without hyphens.
ALTER TABLE offboarding ADD COLUMN traceparent text;
