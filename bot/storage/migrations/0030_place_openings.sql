-- Who opened places to talk, for a day: so that one member opens only so many.

CREATE TABLE place_openings (
    id        INTEGER PRIMARY KEY,
    guild_id  INTEGER NOT NULL,
    user_id   INTEGER NOT NULL,
    opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX place_openings_by_user ON place_openings (user_id, guild_id, opened_at);
