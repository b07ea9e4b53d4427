-- The embedded host's one file. Times are milliseconds since 1970 UTC; enums are their numbers in the core.

-- Snapshots, a table a kind. wake_at is the actor's deadline, send_at when its next effect may leave.
CREATE TABLE IF NOT EXISTS thread_actor (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, wake_at INTEGER, send_at INTEGER,
  body BLOB NOT NULL);
-- A conversation's row is its number.
CREATE TABLE IF NOT EXISTS conversation_actor (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, wake_at INTEGER, send_at INTEGER,
  body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS conversation_actor_wake ON conversation_actor (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_actor_send ON conversation_actor (send_at) WHERE send_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS agent_actor (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, wake_at INTEGER, send_at INTEGER,
  body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS channel_actor (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, wake_at INTEGER, send_at INTEGER,
  body BLOB NOT NULL);

-- The read side: what lists, filters and exports show.
CREATE TABLE IF NOT EXISTS conversation (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL,
  channel TEXT NOT NULL, connector TEXT NOT NULL, customer_id TEXT NOT NULL, customer_name TEXT,
  status INTEGER NOT NULL, agent TEXT, team TEXT,
  opened_at INTEGER NOT NULL, finished_at INTEGER, closed_at INTEGER,
  customer_rating INTEGER, customer_comment TEXT, supervisor_rating INTEGER, supervisor_comment TEXT,
  request INTEGER NOT NULL, reason INTEGER,
  -- What the conversation contributes to the figures, so that they can be recounted from here.
  finish_agent TEXT, rated_agent TEXT, rated_at INTEGER, reviewed_agent TEXT, reviewed_at INTEGER);
CREATE INDEX IF NOT EXISTS conversation_opened ON conversation (opened_at, number);
-- What sorts the matches of a search; only ever added to, at its end.
CREATE INDEX IF NOT EXISTS conversation_by_number ON conversation (number, opened_at);
-- Of rated ones only: most are not, and a rating then leaves the place of the unrated alone.
CREATE INDEX IF NOT EXISTS conversation_rating ON conversation (customer_rating, opened_at, number, supervisor_rating)
  WHERE customer_rating IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_review ON conversation (supervisor_rating, opened_at, number, customer_rating)
  WHERE supervisor_rating IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_agent ON conversation (agent, opened_at, number);
CREATE INDEX IF NOT EXISTS conversation_team ON conversation (team, opened_at, number);
CREATE INDEX IF NOT EXISTS conversation_channel ON conversation (channel, opened_at, number);
CREATE INDEX IF NOT EXISTS conversation_closed ON conversation (closed_at, number) WHERE closed_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversation_open ON conversation (status, opened_at, number) WHERE closed_at IS NULL;

CREATE TABLE IF NOT EXISTS participant (
  agent TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (agent, number)) WITHOUT ROWID;

CREATE VIRTUAL TABLE IF NOT EXISTS conversation_search USING fts5 (
  name, customer_comment, supervisor_comment, content='', contentless_delete=1, tokenize='trigram');
-- When there is time, pieces of the index are put together by twos: a search goes through each piece.
INSERT INTO conversation_search (conversation_search, rank) VALUES ('usermerge', 2);

-- Conversations whose texts changed since they were put into the index.
CREATE TABLE IF NOT EXISTS search_due (number INTEGER PRIMARY KEY);

-- What was said (messages have an ordinal) and what became of ratings, side by side: one turn writes both, to one page.
CREATE TABLE IF NOT EXISTS conversation_log (
  conversation INTEGER NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL,
  ordinal INTEGER, source INTEGER, agent TEXT, text TEXT, is_rating INTEGER,
  actor TEXT, kind INTEGER, what INTEGER, value INTEGER, stars INTEGER, comment TEXT, reason INTEGER,
  PRIMARY KEY (conversation, sequence)) WITHOUT ROWID;

-- One item per conversation and kind; a newer one takes the older one's place and its number is new.
CREATE TABLE IF NOT EXISTS agent_item (
  agent TEXT NOT NULL, conversation INTEGER NOT NULL, kind INTEGER NOT NULL,
  sequence INTEGER NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, conversation_id TEXT NOT NULL,
  value INTEGER, stars INTEGER, comment TEXT, actor TEXT, status INTEGER, read_at INTEGER,
  PRIMARY KEY (agent, conversation, kind)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS agent_item_sequence ON agent_item (agent, sequence);

CREATE TABLE IF NOT EXISTS customer_event (
  sequence INTEGER PRIMARY KEY, channel TEXT NOT NULL, kind INTEGER NOT NULL, conversation_id TEXT NOT NULL,
  thread TEXT NOT NULL, text TEXT NOT NULL, request_number INTEGER, at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS customer_event_channel ON customer_event (channel, sequence);

-- Figures by channel, agent ('' for none) and quarter of an hour; quarter -1 is all time.
CREATE TABLE IF NOT EXISTS figure_cell (
  channel TEXT NOT NULL, agent TEXT NOT NULL, quarter INTEGER NOT NULL,
  conversations INTEGER NOT NULL, likes INTEGER NOT NULL, dislikes INTEGER NOT NULL,
  stars1 INTEGER NOT NULL, stars2 INTEGER NOT NULL, stars3 INTEGER NOT NULL, stars4 INTEGER NOT NULL,
  stars5 INTEGER NOT NULL, PRIMARY KEY (channel, quarter, agent)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS figure_cell_agent ON figure_cell (agent, quarter);

-- Keys, answers, what could not be delivered.
CREATE TABLE IF NOT EXISTS api_key (
  id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body TEXT NOT NULL, last_used_at INTEGER);
CREATE TABLE IF NOT EXISTS signing_key (id INTEGER PRIMARY KEY, secret TEXT NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS idempotent_answer (
  key_id TEXT NOT NULL, idempotency_key TEXT NOT NULL, request INTEGER NOT NULL, status INTEGER NOT NULL,
  location TEXT, body BLOB, at INTEGER NOT NULL, PRIMARY KEY (key_id, idempotency_key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS idempotent_answer_at ON idempotent_answer (at);
CREATE TABLE IF NOT EXISTS parked_effect (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, effect_id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL,
  error TEXT NOT NULL, at INTEGER NOT NULL);

-- Systems of others that are told what happens, and what they have yet to be told: a lane for each conversation of which
-- something waits, due again at the end of a claim where it is held; and the deliveries themselves, in order by sequence.
CREATE TABLE IF NOT EXISTS webhook (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS webhook_lane (
  webhook TEXT NOT NULL, lane TEXT NOT NULL, due_at INTEGER NOT NULL, held INTEGER NOT NULL,
  PRIMARY KEY (webhook, lane)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS webhook_lane_due ON webhook_lane (webhook, due_at);
CREATE TABLE IF NOT EXISTS webhook_delivery (
  webhook TEXT NOT NULL, lane TEXT NOT NULL, sequence INTEGER NOT NULL, occurred_at INTEGER NOT NULL,
  news TEXT NOT NULL, state INTEGER NOT NULL, since INTEGER NOT NULL, attempts INTEGER NOT NULL,
  tried_at INTEGER, next_at INTEGER, status INTEGER, error TEXT, settled_at INTEGER,
  PRIMARY KEY (webhook, lane, sequence)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS webhook_delivery_at ON webhook_delivery (webhook, occurred_at, lane, sequence);
CREATE INDEX IF NOT EXISTS webhook_delivery_open ON webhook_delivery (webhook, state, occurred_at, lane, sequence)
  WHERE state <> 1;
CREATE INDEX IF NOT EXISTS webhook_delivery_settled ON webhook_delivery (state, settled_at) WHERE settled_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- What doors for clients of other products keep; a record's number is what they call it by.
CREATE TABLE IF NOT EXISTS door_record (
  number INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, name TEXT NOT NULL, value TEXT, UNIQUE (kind, name));
