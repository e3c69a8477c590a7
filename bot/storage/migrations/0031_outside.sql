-- What was found outside: answers of other catalogues, kept for a while, and series that came from there.
-- Nobody's id is in here: who looked a series up, or took it over, is not kept.

CREATE TABLE outside_answers (
    request    TEXT    NOT NULL PRIMARY KEY,  -- a fingerprint; what was asked is not kept
    body       TEXT    NOT NULL,
    etag       TEXT,
    fetched_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX outside_answers_by_age ON outside_answers (expires_at);

-- For all servers; a server's own corrections lie over it.
CREATE TABLE shared_series (
    series_id  TEXT    NOT NULL PRIMARY KEY,
    fields     TEXT    NOT NULL,  -- JSON: the whole record, or what a bundled series lacks
    added_at   INTEGER NOT NULL,
    checked_at INTEGER NOT NULL   -- when the outside was last asked about it
) STRICT;

CREATE TABLE shared_lineage (
    source_id  TEXT    NOT NULL,
    target_id  TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    PRIMARY KEY (source_id, target_id, kind)
) STRICT;
