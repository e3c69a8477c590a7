-- Places to talk, watching together, polls about episodes, and the weekly digest. All of it belongs to the server.

-- A thread or forum post for one episode. The row is claimed before Discord is asked, so that there are never two.
CREATE TABLE discussion_places (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    episode    INTEGER NOT NULL CHECK (episode >= 0),   -- 0: the series as a whole
    channel_id INTEGER NOT NULL,                        -- the channel or forum that holds it
    thread_id  INTEGER,                                 -- NULL until it is made
    message_id INTEGER,                                 -- its card; NULL until it is posted
    claimed_at INTEGER NOT NULL,
    opened_at  INTEGER,                                 -- NULL until the thread and its card stand
    CHECK (message_id IS NULL OR thread_id IS NOT NULL),
    CHECK (opened_at IS NULL OR message_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX one_place_an_episode ON discussion_places (guild_id, series_id, episode);
CREATE UNIQUE INDEX places_by_thread ON discussion_places (thread_id) WHERE thread_id IS NOT NULL;

-- Whom a place has told that it is beyond their progress: once each.
CREATE TABLE discussion_warnings (
    place_id   INTEGER NOT NULL REFERENCES discussion_places (id) ON DELETE CASCADE,
    user_id    INTEGER NOT NULL,
    told_at    INTEGER NOT NULL,
    PRIMARY KEY (place_id, user_id)
) STRICT;
CREATE INDEX discussion_warnings_by_user ON discussion_warnings (user_id);

-- Who does not want to be told in a server.
CREATE TABLE discussion_mutes (
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    muted_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT;
CREATE INDEX discussion_mutes_by_user ON discussion_mutes (user_id);

-- A group that watches a series together.
CREATE TABLE watch_parties (
    id           INTEGER PRIMARY KEY,
    guild_id     INTEGER NOT NULL,
    series_id    TEXT    NOT NULL,
    started_by   INTEGER NOT NULL,
    pace         TEXT    NOT NULL CHECK (pace IN ('dates', 'quorum')),
    every_days   INTEGER CHECK (every_days BETWEEN 1 AND 60),
    first_on     TEXT,                                   -- date of the first opening, YYYY-MM-DD, local
    local_time   TEXT,                                   -- HH:MM on the wall clock of `time_zone`
    time_zone    TEXT    NOT NULL,
    quorum       INTEGER CHECK (quorum >= 1),            -- how many have to have watched an episode
    first_episode INTEGER NOT NULL CHECK (first_episode >= 1),
    next_episode INTEGER NOT NULL CHECK (next_episode >= first_episode),
    channel_id   INTEGER NOT NULL,                       -- where its card is
    message_id   INTEGER,                                -- NULL until the card is posted
    state        TEXT    NOT NULL CHECK (state IN ('running', 'ended')),
    due_at       INTEGER,                                -- when the next episode opens; NULL: by quorum, or over
    started_at   INTEGER NOT NULL,
    ended_at     INTEGER,
    CHECK ((pace = 'dates') = (every_days IS NOT NULL AND first_on IS NOT NULL AND local_time IS NOT NULL)),
    CHECK ((pace = 'quorum') = (quorum IS NOT NULL)),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX one_running_party ON watch_parties (guild_id, series_id) WHERE state = 'running';
CREATE INDEX parties_by_due ON watch_parties (due_at) WHERE state = 'running';

CREATE TABLE watch_members (
    party_id   INTEGER NOT NULL REFERENCES watch_parties (id) ON DELETE CASCADE,
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    wants_ping INTEGER NOT NULL DEFAULT 0 CHECK (wants_ping IN (0, 1)),
    joined_at  INTEGER NOT NULL,
    PRIMARY KEY (party_id, user_id)
) STRICT;
CREATE INDEX watch_members_by_user ON watch_members (user_id);

-- Episodes that a group has opened; the row is claimed before the thread is told.
CREATE TABLE watch_openings (
    party_id     INTEGER NOT NULL REFERENCES watch_parties (id) ON DELETE CASCADE,
    episode      INTEGER NOT NULL CHECK (episode >= 1),
    guild_id     INTEGER NOT NULL,
    message_id   INTEGER,                                -- the announcement in the episode's thread
    claimed_at   INTEGER NOT NULL,
    announced_at INTEGER,
    PRIMARY KEY (party_id, episode)
) STRICT;

-- Events in Discord's calendar, one for an opening to come.
CREATE TABLE watch_events (
    party_id   INTEGER NOT NULL REFERENCES watch_parties (id) ON DELETE CASCADE,
    episode    INTEGER NOT NULL CHECK (episode >= 1),
    guild_id   INTEGER NOT NULL,
    event_id   INTEGER,                                  -- NULL until Discord has made it
    starts_at  INTEGER NOT NULL,
    claimed_at INTEGER NOT NULL,
    PRIMARY KEY (party_id, episode)
) STRICT;

-- Discord's own polls: how was this episode?
CREATE TABLE episode_polls (
    guild_id   INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    episode    INTEGER NOT NULL CHECK (episode >= 1),
    thread_id  INTEGER NOT NULL,
    message_id INTEGER,                                  -- NULL until it is posted
    scale      INTEGER NOT NULL CHECK (scale IN (5, 10)),
    claimed_at INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    ended_at   INTEGER,                                  -- when its result was taken over, or it was found gone
    PRIMARY KEY (guild_id, series_id, episode)
) STRICT;
CREATE UNIQUE INDEX episode_polls_by_message ON episode_polls (message_id) WHERE message_id IS NOT NULL;

-- What polls said: how many gave an episode how many half points.
CREATE TABLE episode_poll_counts (
    guild_id   INTEGER NOT NULL,
    series_id  TEXT    NOT NULL,
    episode    INTEGER NOT NULL CHECK (episode >= 1),
    points     INTEGER NOT NULL CHECK (points BETWEEN 2 AND 20),
    votes      INTEGER NOT NULL CHECK (votes >= 0),
    PRIMARY KEY (guild_id, series_id, episode, points)
) STRICT;

-- One digest a server and week; the row is claimed before it is sent.
CREATE TABLE digests (
    guild_id   INTEGER NOT NULL,
    week       TEXT    NOT NULL,                         -- the local Monday, YYYY-MM-DD
    channel_id INTEGER NOT NULL,
    message_id INTEGER,                                  -- NULL: not sent (yet), or there was nothing to say
    claimed_at INTEGER NOT NULL,
    settled_at INTEGER,                                  -- when it was sent, or found to be empty
    PRIMARY KEY (guild_id, week)
) STRICT;
