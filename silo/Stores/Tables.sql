-- What all silos of a cluster share, in the SQL that SQLite and PostgreSQL have in common.
-- Times are milliseconds since 1970 UTC; enums are their numbers in the core.

-- Counters that are moved under the lock of their row, so that their numbers become visible in their order.
CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, last BIGINT NOT NULL);

CREATE TABLE IF NOT EXISTS channel (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, settings TEXT NOT NULL, changed BIGINT NOT NULL);
CREATE INDEX IF NOT EXISTS channel_changed ON channel (changed);
CREATE TABLE IF NOT EXISTS agent (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, profile TEXT NOT NULL, changed BIGINT NOT NULL);
CREATE INDEX IF NOT EXISTS agent_changed ON agent (changed);

-- What lists, filters and exports show.
CREATE TABLE IF NOT EXISTS conversation (
  number BIGINT PRIMARY KEY, id TEXT NOT NULL, version BIGINT NOT NULL,
  channel TEXT NOT NULL, connector TEXT NOT NULL, customer_id TEXT NOT NULL, customer_name TEXT,
  status INTEGER NOT NULL, agent TEXT, team TEXT,
  opened_at BIGINT NOT NULL, finished_at BIGINT, closed_at BIGINT,
  customer_rating INTEGER, customer_comment TEXT, supervisor_rating INTEGER, supervisor_comment TEXT,
  request INTEGER NOT NULL, reason INTEGER, participants INTEGER NOT NULL,
  -- What it contributes to the figures: an agent ('' for nobody) where it contributes, null where it does not.
  finish_agent TEXT, rated_agent TEXT, rated_at BIGINT, reviewed_agent TEXT, reviewed_at BIGINT);
CREATE INDEX IF NOT EXISTS conversation_opened ON conversation (opened_at, number);
CREATE INDEX IF NOT EXISTS conversation_review ON conversation (supervisor_rating, opened_at, number)
  WHERE supervisor_rating IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_agent ON conversation (agent, opened_at, number);
CREATE INDEX IF NOT EXISTS conversation_team ON conversation (team, opened_at, number);
CREATE INDEX IF NOT EXISTS conversation_channel ON conversation (channel, opened_at, number);
CREATE INDEX IF NOT EXISTS conversation_closed ON conversation (closed_at, number) WHERE closed_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_open ON conversation (status, opened_at, number) WHERE closed_at IS NULL;

CREATE TABLE IF NOT EXISTS participant (agent TEXT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (agent, number));
CREATE INDEX IF NOT EXISTS participant_number ON participant (number);

-- Folded texts; apart from the conversation, so that what changes often does not touch their index.
CREATE TABLE IF NOT EXISTS conversation_search (
  number BIGINT PRIMARY KEY, name TEXT, customer_comment TEXT, supervisor_comment TEXT);

-- What was said (messages have an ordinal) and what became of ratings.
CREATE TABLE IF NOT EXISTS conversation_log (
  conversation BIGINT NOT NULL, sequence BIGINT NOT NULL, at BIGINT NOT NULL,
  ordinal INTEGER, source INTEGER, agent TEXT, text TEXT, is_rating INTEGER,
  actor TEXT, kind INTEGER, what INTEGER, value INTEGER, stars INTEGER, comment TEXT, reason INTEGER,
  PRIMARY KEY (conversation, sequence));

-- One item per conversation and kind; a newer one takes the older one's place and its number is new.
CREATE TABLE IF NOT EXISTS agent_item (
  agent TEXT NOT NULL, conversation BIGINT NOT NULL, kind INTEGER NOT NULL,
  sequence BIGINT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, conversation_id TEXT NOT NULL,
  value INTEGER, stars INTEGER, comment TEXT, actor TEXT, status INTEGER, read_at BIGINT,
  PRIMARY KEY (agent, conversation, kind));
CREATE INDEX IF NOT EXISTS agent_item_sequence ON agent_item (agent, sequence);
CREATE INDEX IF NOT EXISTS agent_item_unread ON agent_item (agent, sequence) WHERE read_at IS NULL AND kind <> 0;
CREATE TABLE IF NOT EXISTS agent_read (agent TEXT PRIMARY KEY, up_to BIGINT NOT NULL, at BIGINT NOT NULL);

-- Numbered by channel under the lock of the channel's row: a number is visible only after all lower ones are.
CREATE TABLE IF NOT EXISTS customer_event (
  channel TEXT NOT NULL, sequence BIGINT NOT NULL, effect_id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
  conversation_id TEXT NOT NULL, thread TEXT NOT NULL, text TEXT NOT NULL, request_number INTEGER, at BIGINT NOT NULL,
  PRIMARY KEY (channel, sequence));
CREATE TABLE IF NOT EXISTS channel_stream (channel TEXT PRIMARY KEY, last BIGINT NOT NULL);

-- Figures by channel, agent ('' for none) and quarter of an hour; quarter -1 is all time.
CREATE TABLE IF NOT EXISTS figure_cell (
  channel TEXT NOT NULL, agent TEXT NOT NULL, quarter BIGINT NOT NULL,
  conversations BIGINT NOT NULL, likes BIGINT NOT NULL, dislikes BIGINT NOT NULL,
  stars1 BIGINT NOT NULL, stars2 BIGINT NOT NULL, stars3 BIGINT NOT NULL, stars4 BIGINT NOT NULL,
  stars5 BIGINT NOT NULL, PRIMARY KEY (channel, quarter, agent));
CREATE INDEX IF NOT EXISTS figure_cell_agent ON figure_cell (agent, quarter);

-- Keys, answers, what could not be delivered.
CREATE TABLE IF NOT EXISTS api_key (
  id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, position BIGINT NOT NULL, body TEXT NOT NULL, last_used_at BIGINT);
CREATE TABLE IF NOT EXISTS signing_key (id BIGINT PRIMARY KEY, secret TEXT NOT NULL, created_at BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS idempotent_answer (
  key_id TEXT NOT NULL, idempotency_key TEXT NOT NULL, request BIGINT NOT NULL, status INTEGER NOT NULL,
  location TEXT, body {bytes}, at BIGINT NOT NULL, PRIMARY KEY (key_id, idempotency_key));
CREATE INDEX IF NOT EXISTS idempotent_answer_at ON idempotent_answer (at);
CREATE TABLE IF NOT EXISTS parked_effect (
  sequence BIGINT PRIMARY KEY, effect_id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL, error TEXT NOT NULL, at BIGINT NOT NULL);

-- Systems of others that are told what happens, and what they have yet to be told: a lane for each conversation of which
-- something waits, due again at the end of a claim where it is held; and the deliveries themselves, in order by sequence.
CREATE TABLE IF NOT EXISTS webhook (id TEXT PRIMARY KEY, created_at BIGINT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS webhook_lane (
  webhook TEXT NOT NULL, lane TEXT NOT NULL, due_at BIGINT NOT NULL, held INTEGER NOT NULL, PRIMARY KEY (webhook, lane));
CREATE INDEX IF NOT EXISTS webhook_lane_due ON webhook_lane (webhook, due_at);
CREATE TABLE IF NOT EXISTS webhook_delivery (
  webhook TEXT NOT NULL, lane TEXT NOT NULL, sequence BIGINT NOT NULL, occurred_at BIGINT NOT NULL,
  news TEXT NOT NULL, state INTEGER NOT NULL, since BIGINT NOT NULL, attempts INTEGER NOT NULL,
  tried_at BIGINT, next_at BIGINT, status INTEGER, error TEXT, settled_at BIGINT,
  PRIMARY KEY (webhook, lane, sequence));
CREATE INDEX IF NOT EXISTS webhook_delivery_at ON webhook_delivery (webhook, occurred_at, lane, sequence);
CREATE INDEX IF NOT EXISTS webhook_delivery_open ON webhook_delivery (webhook, state, occurred_at, lane, sequence)
  WHERE state <> 1;
CREATE INDEX IF NOT EXISTS webhook_delivery_settled ON webhook_delivery (state, settled_at) WHERE settled_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- What doors for clients of other products keep; a record's number is what they call it by.
CREATE TABLE IF NOT EXISTS door_record (
  number BIGINT PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, value TEXT, UNIQUE (kind, name));
