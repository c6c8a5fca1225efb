CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE rows (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    meeting_id TEXT NOT NULL DEFAULT '',
    item_id TEXT NOT NULL DEFAULT '',
    listing INTEGER NOT NULL DEFAULT 0,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rows_by_meeting ON rows (kind, meeting_id);

-- Keys in a table of their own: withdrawing a paper deletes one row.
CREATE TABLE paper_keys (version_id TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    is_vote INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    queued_at TEXT NOT NULL,
    was_sent INTEGER NOT NULL DEFAULT 0,
    verdict BLOB,
    dismissed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE receipts (
    command_id TEXT PRIMARY KEY,
    ballot_id TEXT NOT NULL,
    vote BLOB NOT NULL,
    signature BLOB NOT NULL,
    verdict BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_by_version ON notes (version_id);
CREATE TABLE histories (version_id TEXT PRIMARY KEY, steps BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE places (version_id TEXT PRIMARY KEY, place BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE read_papers (
    paper_id TEXT PRIMARY KEY, version INTEGER NOT NULL, read_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pages_seen (
    version_id TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (version_id, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    version_id TEXT NOT NULL,
    page INTEGER NOT NULL,
    text BLOB NOT NULL,
    UNIQUE (version_id, page)
) STRICT;
CREATE TABLE indexed (version_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Versions whose key is gone and whose words are on their way out.
CREATE TABLE leaving (version_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (folded, content='', tokenize='unicode61');
