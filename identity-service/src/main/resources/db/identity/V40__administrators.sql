-- Who administers the tenant: their offboarding needs somebody else's approval, and that of the last of them more.
ALTER TABLE account ADD COLUMN administrator boolean NOT NULL DEFAULT false;
CREATE INDEX account_administrator ON account (tenant_id) WHERE administrator;
