-- A settings file that an admin has uploaded and not confirmed yet; one an admin, kept for an hour.
CREATE TABLE settings_imports (
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    file       TEXT    NOT NULL,    -- as uploaded
    asked_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT;

-- A bundled edge that a server does not want: 1 takes it away instead of adding one.
ALTER TABLE canon_lineage ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));

-- Corrections and additions by their series, for undoing and merging.
CREATE INDEX canon_aliases_by_series ON canon_aliases (series_id);
