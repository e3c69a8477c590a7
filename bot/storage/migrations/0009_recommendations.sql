-- What members ask for, refuse, avoid and recommend to each other.

-- One /recommend with its later changes; its buttons carry only the id. Erased after 30 days.
CREATE TABLE recommendation_requests (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL,
    guild_id   INTEGER NOT NULL,   -- 0 outside servers
    liked      TEXT    NOT NULL,   -- JSON list of series ids given with like:
    mood       TEXT    NOT NULL,
    dropped    TEXT    NOT NULL,   -- JSON list of keys of the phrase's constraints that were taken out
    seen       TEXT    NOT NULL,   -- JSON list of series ids shown so far, the present page last
    asked_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX recommendation_requests_by_user ON recommendation_requests (user_id);

-- "Not for me": belongs to the member, across servers.
CREATE TABLE refusals (
    user_id    INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    refused_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, series_id)
) STRICT;

-- Content notes that a member does not want to meet.
CREATE TABLE avoided_notes (
    user_id    INTEGER NOT NULL,
    term       TEXT    NOT NULL,
    chosen_at  INTEGER NOT NULL,
    PRIMARY KEY (user_id, term)
) STRICT;

-- Who agreed to have their taste compared, in which server.
CREATE TABLE taste_consents (
    user_id    INTEGER NOT NULL,
    guild_id   INTEGER NOT NULL,
    agreed_at  INTEGER NOT NULL,
    PRIMARY KEY (user_id, guild_id)
) STRICT;

-- "If you liked …, try …, because …": the server's own.
CREATE TABLE suggestions (
    id          INTEGER PRIMARY KEY,
    guild_id    INTEGER NOT NULL,
    liked_id    TEXT    NOT NULL,
    try_id      TEXT    NOT NULL,
    because     TEXT    NOT NULL,
    author_id   INTEGER NOT NULL,
    author_name TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('posting', 'posted')),
    channel_id  INTEGER NOT NULL,
    message_id  INTEGER,
    created_at  INTEGER NOT NULL,
    UNIQUE (guild_id, liked_id, try_id, author_id),
    CHECK (liked_id <> try_id)
) STRICT;
CREATE INDEX suggestions_by_liked ON suggestions (guild_id, liked_id);
CREATE INDEX suggestions_by_try ON suggestions (guild_id, try_id);
