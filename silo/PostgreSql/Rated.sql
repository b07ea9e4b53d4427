-- Rated conversations by their rating. Apart, because an index over the ratings in their own table would have each rating
-- make a new entry in every index of that table. Kept by the database, so that silos of the version before keep it too.
-- A change of mind leaves the old entry behind: who reads looks at the conversation as well.
CREATE TABLE IF NOT EXISTS conversation_rated (
  rating INTEGER NOT NULL, opened_at BIGINT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (rating, opened_at, number));

CREATE OR REPLACE FUNCTION keep_rated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO conversation_rated (rating, opened_at, number)
  SELECT customer_rating, opened_at, number FROM written WHERE customer_rating IS NOT NULL ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER conversation_rated_changed AFTER UPDATE ON conversation
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_rated();
CREATE OR REPLACE TRIGGER conversation_rated_added AFTER INSERT ON conversation
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_rated();
