-- Words as users are searched by: what lies between letters and digits divides them, and no collation of a database has a say.
CREATE FUNCTION words_of(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(regexp_split_to_array(lower($1 COLLATE pg_c_utf8), '[^[:alnum:]]+' COLLATE pg_c_utf8), '');

-- For any word's beginning: the user's id, and names and address until they are erased.
CREATE FUNCTION searchable(user_id text, user_name text, display_name text, mail text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(words_of(user_id || ' ' || coalesce(user_name, '') || ' ' || coalesce(display_name, '') || ' ' || coalesce(mail, '')));

CREATE INDEX account_words ON account USING gin (searchable(user_id, user_name, display_name, mail));
