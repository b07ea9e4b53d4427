-- Grains' states. What changes often is rewritten in its own page, without a new entry in the index, while there is room.
CREATE TABLE IF NOT EXISTS grain_state (
  type TEXT NOT NULL, key TEXT NOT NULL, version BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (type, key))
  WITH (fillfactor = 60, toast_tuple_target = 4080, autovacuum_vacuum_scale_factor = 0.05);

-- What is written later makes a row longer: there must be room for it, and for its next version, in its page.
ALTER TABLE conversation SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE agent_item SET (fillfactor = 80);
-- A few rows that every rating moves.
ALTER TABLE figure_cell SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE channel_stream SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE mark SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
