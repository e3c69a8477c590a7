-- What one server added to the bundled catalogue or corrected in it.

CREATE TABLE canon_series (
    guild_id   INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    change     TEXT    NOT NULL CHECK (change IN ('added', 'corrected', 'hidden')),
    fields     TEXT    NOT NULL,    -- JSON: the whole record when added, only the corrected fields otherwise
    changed_by INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, series_id)
) STRICT;

CREATE TABLE canon_aliases (
    guild_id   INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    alias      TEXT    NOT NULL,
    added_by   INTEGER NOT NULL,
    added_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, series_id, alias)
) STRICT;

CREATE TABLE canon_lineage (
    guild_id   INTEGER NOT NULL,
    source_id  TEXT    NOT NULL,
    target_id  TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    note       TEXT,
    added_by   INTEGER NOT NULL,
    added_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, source_id, target_id, kind)
) STRICT;

-- Several lists may name a series by an id that was merged into another one.
CREATE TABLE merged_series (
    guild_id   INTEGER NOT NULL,
    old_id     TEXT    NOT NULL,
    new_id     TEXT    NOT NULL,
    merged_by  INTEGER NOT NULL,
    merged_at  INTEGER NOT NULL,
    PRIMARY KEY (guild_id, old_id)
) STRICT;
