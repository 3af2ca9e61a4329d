-- Until when the user is employed under another contract than the one that ends; a planned departure does not start before.
ALTER TABLE account ADD COLUMN other_contract_until timestamptz;
ALTER TABLE account DROP CONSTRAINT erased_has_no_profile;
ALTER TABLE account ADD CONSTRAINT erased_has_no_profile
  CHECK (status <> 'ERASED'
         OR num_nonnulls(user_name, user_name_key, display_name, mail, external_id, other_contract_until) = 0);
