-- What Orleans' own provider for grain storage looks up by name, as lean as it can be: one statement a write, found by a
-- unique key. Its project's script takes a function and a search in an index that is not unique.
CREATE TABLE IF NOT EXISTS stock_state (
  hash INTEGER NOT NULL, n0 BIGINT NOT NULL, n1 BIGINT NOT NULL, type_hash INTEGER NOT NULL, type TEXT NOT NULL,
  extension TEXT NOT NULL, service TEXT NOT NULL, body BYTEA, version INTEGER NOT NULL,
  PRIMARY KEY (hash, type_hash, n0, n1, type, extension, service)) WITH (fillfactor = 60, toast_tuple_target = 4080);
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey VARCHAR(64) PRIMARY KEY, QueryText TEXT NOT NULL);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
  SELECT body AS PayloadBinary, now() AS At, version AS Version FROM stock_state
  WHERE hash = @GrainIdHash AND type_hash = @GrainTypeHash AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
    AND type = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '''') AND service = @ServiceId'),

('WriteToStorageKey', '
  WITH changed AS (
    UPDATE stock_state SET body = @PayloadBinary, version = version + 1
    WHERE hash = @GrainIdHash AND type_hash = @GrainTypeHash AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
      AND type = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '''') AND service = @ServiceId
      AND version = @GrainStateVersion::integer
    RETURNING version),
  added AS (
    INSERT INTO stock_state (hash, n0, n1, type_hash, type, extension, service, body, version)
    SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''),
      @ServiceId, @PayloadBinary, 1
    WHERE @GrainStateVersion::integer IS NULL ON CONFLICT DO NOTHING RETURNING version)
  SELECT coalesce((SELECT version FROM changed), (SELECT version FROM added), @GrainStateVersion::integer) AS NewGrainStateVersion'),

('ClearStorageKey', '
  UPDATE stock_state SET body = NULL, version = version + 1
  WHERE hash = @GrainIdHash AND type_hash = @GrainTypeHash AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
    AND type = @GrainTypeString AND extension = coalesce(@GrainIdExtensionString, '''') AND service = @ServiceId
    AND version = @GrainStateVersion::integer
  RETURNING version AS NewGrainStateVersion')
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
