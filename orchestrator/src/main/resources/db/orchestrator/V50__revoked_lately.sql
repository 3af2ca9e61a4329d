-- What was revoked lately, for the dashboard. A summarizing index: updates of other columns stay in their page.
CREATE INDEX offboarding_revoked_at ON offboarding USING brin (revoked_at);
