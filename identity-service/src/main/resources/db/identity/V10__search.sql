-- Words as users are searched by: what lies between letters and digits divides them, and no collation of a database has a say.
CREATE FUNCTION words_of(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(regexp_split_to_array(lower($1 COLLATE pg_c_utf8), '[^[:alnum:]]+' COLLATE pg_c_utf8), '');

-- The words of a user's id, and of names and address until they are erased. Kept, because the walls between tenants stand in
-- front of any index of words: the rows of one tenant are looked through, and a look has to be cheap.
ALTER TABLE account ADD COLUMN words tsvector GENERATED ALWAYS AS (array_to_tsvector(words_of(
  user_id || ' ' || coalesce(user_name, '') || ' ' || coalesce(display_name, '') || ' ' || coalesce(mail, '')))) STORED;
