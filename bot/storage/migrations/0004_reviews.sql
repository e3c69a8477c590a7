-- One member's text on one series in one server.

CREATE TABLE reviews (
    id            INTEGER PRIMARY KEY,
    guild_id      INTEGER NOT NULL,
    series_id     TEXT    NOT NULL,
    author_id     INTEGER NOT NULL,
    author_name   TEXT    NOT NULL,   -- as shown when last posted
    rating        INTEGER NOT NULL CHECK (rating BETWEEN 2 AND 20),   -- half points
    story         INTEGER CHECK (story BETWEEN 2 AND 20),
    acting        INTEGER CHECK (acting BETWEEN 2 AND 20),
    music         INTEGER CHECK (music BETWEEN 2 AND 20),
    rewatch       INTEGER CHECK (rewatch BETWEEN 2 AND 20),
    headline      TEXT    NOT NULL,
    body          TEXT    NOT NULL,   -- as the author wrote it
    spoiler_free  INTEGER NOT NULL CHECK (spoiler_free IN (0, 1)),
    horizon       INTEGER CHECK (horizon >= 1),      -- last episode given away; NULL is the whole series
    hidden_from   INTEGER CHECK (hidden_from >= 1),  -- paragraph from which on the text is hidden
    stage         TEXT    NOT NULL CHECK (stage IN ('watching', 'finished', 'dropped', 'rewatch')),
    stage_episode INTEGER,
    language      TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('posting', 'posted', 'hidden', 'deleted')),
    hidden_reason TEXT    CHECK (hidden_reason IN ('spoils-me', 'moderator')),
    channel_id    INTEGER,            -- where it is posted
    message_id    INTEGER,            -- NULL until posted; start-up posts those once
    thread_id     INTEGER,            -- where its comments live
    comments      INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    posted_at     INTEGER,
    edited_at     INTEGER,
    deleted_at    INTEGER,
    CHECK (spoiler_free = 0 OR horizon IS NULL)
) STRICT;
CREATE UNIQUE INDEX one_current_review ON reviews (guild_id, author_id, series_id) WHERE state <> 'deleted';
CREATE UNIQUE INDEX reviews_by_message ON reviews (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX reviews_by_series ON reviews (guild_id, series_id);
CREATE INDEX reviews_by_author ON reviews (author_id);

CREATE TABLE review_versions (
    review_id  INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    version    INTEGER NOT NULL,      -- 1 is the first text
    fields     TEXT    NOT NULL,      -- JSON of everything the author could change
    saved_at   INTEGER NOT NULL,
    PRIMARY KEY (review_id, version)
) STRICT;

-- What a member has written and not posted yet; survives errors and restarts.
CREATE TABLE review_drafts (
    user_id    INTEGER NOT NULL,
    guild_id   INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    fields     TEXT    NOT NULL,      -- JSON
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, guild_id, series_id)
) STRICT;

-- Each person counts once.
CREATE TABLE review_openings (
    review_id  INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    user_id    INTEGER NOT NULL,
    opened_at  INTEGER NOT NULL,
    PRIMARY KEY (review_id, user_id)
) STRICT;
CREATE INDEX review_openings_by_user ON review_openings (user_id);

CREATE TABLE spoils_me (
    review_id  INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    user_id    INTEGER NOT NULL,
    pressed_at INTEGER NOT NULL,
    PRIMARY KEY (review_id, user_id)
) STRICT;
CREATE INDEX spoils_me_by_user ON spoils_me (user_id);
