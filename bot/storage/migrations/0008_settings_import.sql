-- A settings file that an admin has uploaded and not confirmed yet; one an admin, kept for an hour.
CREATE TABLE settings_imports (
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    file       TEXT    NOT NULL,    -- as uploaded
    asked_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT;
