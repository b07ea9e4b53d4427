CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX IF NOT EXISTS conversation_search_trigrams ON conversation_search
  USING gin (name gin_trgm_ops, customer_comment gin_trgm_ops, supervisor_comment gin_trgm_ops);
