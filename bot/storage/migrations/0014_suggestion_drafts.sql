-- Reasons that may give something away: they wait for their author's second look. Erased after a day.
CREATE TABLE suggestion_drafts (
    id          INTEGER PRIMARY KEY,
    guild_id    INTEGER NOT NULL,
    user_id     INTEGER NOT NULL,
    liked_id    TEXT    NOT NULL,
    try_id      TEXT    NOT NULL,
    because     TEXT    NOT NULL,
    kept_at     INTEGER NOT NULL,
    UNIQUE (guild_id, user_id),
    CHECK (liked_id <> try_id)
) STRICT;
