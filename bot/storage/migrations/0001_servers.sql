-- What belongs to a server. Times are unix milliseconds in UTC; channel_id 0 means the whole server.

CREATE TABLE guilds (
    guild_id   INTEGER PRIMARY KEY,
    joined_at  INTEGER NOT NULL,
    left_at    INTEGER              -- set when the bot was removed; the data is erased some days later
) STRICT;

CREATE TABLE guild_settings (
    guild_id   INTEGER NOT NULL,
    name       TEXT    NOT NULL,    -- a setting of bot/domain/server_settings.py
    value      TEXT    NOT NULL,    -- JSON
    changed_by INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT;

CREATE TABLE feature_switches (
    guild_id   INTEGER NOT NULL,
    channel_id INTEGER NOT NULL DEFAULT 0,
    feature    TEXT    NOT NULL,
    is_on      INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    changed_by INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, channel_id, feature)
) STRICT;

CREATE TABLE audit_log (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    actor_id   INTEGER NOT NULL,    -- 0: the bot itself
    action     TEXT    NOT NULL,    -- such as settings.change, review.hide
    subject    TEXT    NOT NULL,    -- what was acted on
    before     TEXT,                -- JSON, where there was something before
    after      TEXT,                -- JSON
    done_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_log_by_guild ON audit_log (guild_id, done_at);

-- Facts about this installation, such as the hash of the commands last sent to Discord.
CREATE TABLE installation (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL
) STRICT;
