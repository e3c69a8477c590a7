-- When a member watched a series, and what they noted about it; private, and theirs across servers.
CREATE TABLE watch_notes (
    user_id     INTEGER NOT NULL,
    series_id   TEXT    NOT NULL,
    started_on  TEXT,               -- a day, 2024-10-21
    finished_on TEXT,
    note        TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (user_id, series_id)
) STRICT;

-- Lists that a member brought along: what was made of each entry, and what stood there before, so that the whole can
-- be undone.
CREATE TABLE list_imports (
    id          INTEGER PRIMARY KEY,
    user_id     INTEGER NOT NULL,
    service     TEXT    NOT NULL,
    imported_at INTEGER NOT NULL,
    undone_at   INTEGER
) STRICT;
CREATE INDEX list_imports_by_user ON list_imports (user_id, imported_at);

CREATE TABLE list_entries (
    import_id   INTEGER NOT NULL REFERENCES list_imports (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    user_id     INTEGER NOT NULL,
    fingerprint TEXT    NOT NULL,   -- what stays the same when the list comes again
    state       TEXT    NOT NULL CHECK (state IN ('taken', 'doubtful', 'unknown', 'passed')),
    series_id   TEXT,               -- what it was taken for
    entry       TEXT    NOT NULL,   -- JSON
    candidates  TEXT    NOT NULL DEFAULT '',   -- ids of series, with blanks between
    before      TEXT,               -- JSON: the place before, where something changed
    after       TEXT,               -- JSON: the place after
    PRIMARY KEY (import_id, number)
) STRICT;
CREATE INDEX list_entries_by_state ON list_entries (import_id, state, number);
CREATE INDEX list_entries_by_fingerprint ON list_entries (user_id, fingerprint);
