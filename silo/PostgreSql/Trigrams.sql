-- What was written last waits in a list that every search reads, so the list is kept short.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX IF NOT EXISTS conversation_search_trigrams ON conversation_search
  USING gin (name gin_trgm_ops, customer_comment gin_trgm_ops, supervisor_comment gin_trgm_ops)
  WITH (gin_pending_list_limit = 1024);
