-- What belongs to a member, across servers.

CREATE TABLE progress (
    user_id    INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    status     TEXT    NOT NULL CHECK (status IN ('planned', 'watching', 'finished', 'dropped', 'on-hold')),
    episode    INTEGER NOT NULL DEFAULT 0 CHECK (episode >= 0),   -- last episode watched
    rewatches  INTEGER NOT NULL DEFAULT 0 CHECK (rewatches >= 0),
    shared     INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, series_id)
) STRICT;
CREATE INDEX progress_by_series ON progress (series_id);

CREATE TABLE ratings (
    user_id    INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    rating     INTEGER NOT NULL CHECK (rating BETWEEN 2 AND 20),  -- half points
    rated_at   INTEGER NOT NULL,
    guild_id   INTEGER NOT NULL,    -- where it was given; 0 outside servers
    PRIMARY KEY (user_id, series_id)
) STRICT;
CREATE INDEX ratings_by_series ON ratings (series_id);
