-- When episodes are out, and who wants to be told.

CREATE TABLE airings (
    series_id TEXT    NOT NULL,
    episode   INTEGER NOT NULL CHECK (episode >= 1),
    airs_at   INTEGER NOT NULL,
    told_at   INTEGER,           -- when those who wanted it were told; null while it is not out
    PRIMARY KEY (series_id, episode)
) STRICT;

CREATE INDEX airings_by_time ON airings (airs_at);

-- When the outside was last asked what is aired when.
CREATE TABLE airing_checks (
    series_id  TEXT    NOT NULL PRIMARY KEY,
    checked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE reminders (
    user_id    INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    guild_id   INTEGER NOT NULL,  -- where it was asked for; 0 outside servers
    channel_id INTEGER,           -- where to be told; null: in a direct message
    asked_at   INTEGER NOT NULL,
    PRIMARY KEY (user_id, series_id)
) STRICT;

CREATE INDEX reminders_by_series ON reminders (series_id);
