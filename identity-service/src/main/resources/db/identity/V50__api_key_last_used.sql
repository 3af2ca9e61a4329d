-- When the key was last recognised, to the minute: whoever looks at what a user holds sees what is in use.
ALTER TABLE api_key ADD COLUMN last_used_at timestamptz;
