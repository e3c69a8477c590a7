-- Which rules the votes of a server were last derived by: what a change of rules or a crash left behind is found.
CREATE TABLE settled_rules (
    guild_id    INTEGER PRIMARY KEY,
    fingerprint TEXT    NOT NULL,
    settled_at  INTEGER NOT NULL
) STRICT;

-- The monthly leaderboard, claimed before it is posted: a month is never posted twice.
CREATE TABLE monthly_tops (
    guild_id   INTEGER NOT NULL,
    month      TEXT    NOT NULL,   -- the month that is looked back on, such as 2026-03
    claimed_at INTEGER NOT NULL,
    channel_id INTEGER,            -- where it was posted; NULL: not (yet)
    message_id INTEGER,
    PRIMARY KEY (guild_id, month)
) STRICT;
