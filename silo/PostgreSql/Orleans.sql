-- What Orleans' providers for clustering and reminders look up by name in OrleansQuery, and the tables behind it.
-- Parameters and columns are named as the providers name them.
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey VARCHAR(64) PRIMARY KEY, QueryText TEXT NOT NULL);

-- One row a cluster; its version is the condition of every change to the members, and its lock puts them in a row.
CREATE TABLE IF NOT EXISTS orleans_cluster (deployment_id VARCHAR(150) PRIMARY KEY, version INTEGER NOT NULL)
  WITH (fillfactor = 20);
CREATE TABLE IF NOT EXISTS orleans_member (
  deployment_id VARCHAR(150) NOT NULL REFERENCES orleans_cluster, address VARCHAR(45) NOT NULL, port INTEGER NOT NULL,
  generation INTEGER NOT NULL, silo_name VARCHAR(150) NOT NULL, host_name VARCHAR(150) NOT NULL,
  status INTEGER NOT NULL, proxy_port INTEGER, suspect_times TEXT, start_time TIMESTAMPTZ NOT NULL,
  i_am_alive_time TIMESTAMPTZ NOT NULL, PRIMARY KEY (deployment_id, address, port, generation)) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS orleans_reminder (
  service_id VARCHAR(150) NOT NULL, grain_id VARCHAR(512) NOT NULL, reminder_name VARCHAR(150) NOT NULL,
  start_time TIMESTAMPTZ NOT NULL, period BIGINT NOT NULL, grain_hash INTEGER NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY (service_id, grain_id, reminder_name)) WITH (fillfactor = 80);
-- Each silo reads the reminders of its part of the ring again and again; without this it reads those of all.
CREATE INDEX IF NOT EXISTS orleans_reminder_hash ON orleans_reminder (service_id, grain_hash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('GatewaysQueryKey', '
  SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM orleans_member
  WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0'),

('MembershipReadRowKey', '
  SELECT c.version AS Version, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
    m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
    m.start_time AS StartTime, m.i_am_alive_time AS IAmAliveTime
  FROM orleans_cluster c LEFT JOIN orleans_member m ON m.deployment_id = c.deployment_id
    AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
  WHERE c.deployment_id = @DeploymentId'),

('MembershipReadAllKey', '
  SELECT c.version AS Version, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
    m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
    m.start_time AS StartTime, m.i_am_alive_time AS IAmAliveTime
  FROM orleans_cluster c LEFT JOIN orleans_member m ON m.deployment_id = c.deployment_id
  WHERE c.deployment_id = @DeploymentId'),

('InsertMembershipVersionKey', '
  WITH made AS (
    INSERT INTO orleans_cluster (deployment_id, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*) > 0 FROM made'),

('InsertMembershipKey', '
  WITH moved AS (
    UPDATE orleans_cluster SET version = version + 1
    WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (
      SELECT 1 FROM orleans_member WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port
        AND generation = @Generation)
    RETURNING deployment_id),
  made AS (
    INSERT INTO orleans_member (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port,
      start_time, i_am_alive_time)
    SELECT deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM moved RETURNING 1)
  SELECT count(*) > 0 FROM made'),

('UpdateMembershipKey', '
  WITH moved AS (
    UPDATE orleans_cluster SET version = version + 1
    WHERE deployment_id = @DeploymentId AND version = @Version AND EXISTS (
      SELECT 1 FROM orleans_member WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port
        AND generation = @Generation)
    RETURNING deployment_id),
  changed AS (
    UPDATE orleans_member m SET status = @Status, suspect_times = @SuspectTimes,
      i_am_alive_time = greatest(m.i_am_alive_time, @IAmAliveTime)
    FROM moved WHERE m.deployment_id = moved.deployment_id AND m.address = @Address AND m.port = @Port
      AND m.generation = @Generation
    RETURNING 1)
  SELECT count(*) > 0 FROM changed'),

-- A sign of life moves no version: it is an observation, not a decision of the cluster.
('UpdateIAmAlivetimeKey', '
  UPDATE orleans_member SET i_am_alive_time = @IAmAliveTime
  WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),

('DeleteMembershipTableEntriesKey', '
  WITH gone AS (DELETE FROM orleans_member WHERE deployment_id = @DeploymentId)
  DELETE FROM orleans_cluster WHERE deployment_id = @DeploymentId'),

-- 6 is SiloStatus.Dead.
('CleanupDefunctSiloEntriesKey', '
  DELETE FROM orleans_member WHERE deployment_id = @DeploymentId AND status = 6 AND i_am_alive_time < @IAmAliveTime'),

('CleanupDefunctSiloEntryKey', '
  DELETE FROM orleans_member WHERE deployment_id = @DeploymentId AND status = 6 AND address = @Address AND port = @Port
    AND generation = @Generation AND i_am_alive_time = @IAmAliveTime AND start_time = @StartTime
    AND coalesce(suspect_times, '''') = coalesce(@SuspectTimes, '''')'),

('ReadReminderRowsKey', '
  SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version
  FROM orleans_reminder WHERE service_id = @ServiceId AND grain_id = @GrainId'),

('ReadReminderRowKey', '
  SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version
  FROM orleans_reminder WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName'),

('ReadRangeRows1Key', '
  SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version
  FROM orleans_reminder WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash'),

-- The part of the ring that passes its end: two ranges, each by the index.
('ReadRangeRows2Key', '
  SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version
  FROM orleans_reminder WHERE service_id = @ServiceId AND grain_hash > @BeginHash
  UNION ALL
  SELECT grain_id, reminder_name, start_time, period, version
  FROM orleans_reminder WHERE service_id = @ServiceId AND grain_hash <= @EndHash'),

('UpsertReminderRowKey', '
  INSERT INTO orleans_reminder AS r (service_id, grain_id, reminder_name, start_time, period, grain_hash, version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (service_id, grain_id, reminder_name) DO UPDATE SET start_time = excluded.start_time,
    period = excluded.period, grain_hash = excluded.grain_hash, version = r.version + 1
  RETURNING version AS Version'),

('DeleteReminderRowKey', '
  WITH gone AS (
    DELETE FROM orleans_reminder WHERE service_id = @ServiceId AND grain_id = @GrainId
      AND reminder_name = @ReminderName AND version = @Version RETURNING 1)
  SELECT count(*) > 0 FROM gone'),

('DeleteReminderRowsKey', 'DELETE FROM orleans_reminder WHERE service_id = @ServiceId')
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
