-- The ledger of helpful votes. Reactions are stored as they stand on Discord; votes and tallies are derived
-- from them in the same transaction, so that they can never drift apart.

-- Messages that are voted on. A reaction on any other message is dropped by one look here.
CREATE TABLE posts (
    message_id        INTEGER PRIMARY KEY,
    guild_id          INTEGER NOT NULL,
    channel_id        INTEGER NOT NULL,   -- the channel or thread that holds the message
    parent_id         INTEGER,            -- the channel that holds that thread
    subject_kind      TEXT    NOT NULL CHECK (subject_kind IN ('review', 'suggestion')),
    subject_id        INTEGER NOT NULL,
    series_id         TEXT    NOT NULL,
    author_id         INTEGER NOT NULL,   -- whose own vote does not count
    posted_at         INTEGER NOT NULL,
    shown_helpful     INTEGER,            -- the tally that the card shows; NULL if not known
    shown_not_helpful INTEGER,
    shown_at          INTEGER,
    fetch_started_at  INTEGER,            -- set while the message's reactions are fetched from Discord
    reconciled_at     INTEGER,
    has_carried       INTEGER NOT NULL DEFAULT 0 CHECK (has_carried IN (0, 1))   -- see reaction_presence
) STRICT;
CREATE UNIQUE INDEX one_post_of_a_subject ON posts (subject_kind, subject_id);
CREATE INDEX posts_by_channel ON posts (guild_id, channel_id);
CREATE INDEX posts_by_parent ON posts (guild_id, parent_id) WHERE parent_id IS NOT NULL;

-- Reactions as they stand.
CREATE TABLE reaction_presence (
    message_id    INTEGER NOT NULL REFERENCES posts (message_id) ON UPDATE CASCADE ON DELETE CASCADE,
    user_id       INTEGER NOT NULL,
    emoji         TEXT    NOT NULL,       -- a custom emoji's id, or the emoji itself
    reaction_type INTEGER NOT NULL CHECK (reaction_type IN (0, 1)),   -- 1 is a super reaction
    guild_id      INTEGER NOT NULL,
    added_at      INTEGER NOT NULL,
    sequence      INTEGER NOT NULL,       -- orders one member's reactions on one message
    carried       INTEGER NOT NULL DEFAULT 0 CHECK (carried IN (0, 1)),   -- stood on a former message
    PRIMARY KEY (message_id, user_id, emoji, reaction_type)
) STRICT;
CREATE INDEX reaction_presence_by_user ON reaction_presence (user_id);

-- Reactions that changed while their message was being fetched: what was fetched of them is out of date.
CREATE TABLE touched_presence (
    message_id    INTEGER NOT NULL REFERENCES posts (message_id) ON UPDATE CASCADE ON DELETE CASCADE,
    user_id       INTEGER NOT NULL,
    emoji         TEXT    NOT NULL,
    reaction_type INTEGER NOT NULL,
    PRIMARY KEY (message_id, user_id, emoji, reaction_type)
) STRICT;
CREATE INDEX touched_presence_by_user ON touched_presence (user_id);

-- What a server's rules ask of a voter, as last seen.
CREATE TABLE voters (
    guild_id  INTEGER NOT NULL,
    user_id   INTEGER NOT NULL,
    is_bot    INTEGER NOT NULL CHECK (is_bot IN (0, 1)),
    joined_at INTEGER,                    -- NULL: not known
    role_ids  TEXT,                       -- JSON list in rising order; NULL: not known
    left_at   INTEGER,                    -- NULL: a member
    PRIMARY KEY (guild_id, user_id)
) STRICT;
CREATE INDEX voters_by_user ON voters (user_id);

-- One a member and subject, derived.
CREATE TABLE votes (
    subject_kind TEXT    NOT NULL CHECK (subject_kind IN ('review', 'suggestion')),
    subject_id   INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    guild_id     INTEGER NOT NULL,
    helpful      INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    counted      INTEGER NOT NULL CHECK (counted IN (0, 1)),
    not_counted  TEXT,                    -- why not
    had_seen     INTEGER CHECK (had_seen IN (0, 1)),   -- the series, when voting; NULL: keeps no progress
    cast_at      INTEGER NOT NULL,
    PRIMARY KEY (subject_kind, subject_id, user_id),
    CHECK ((counted = 1) = (not_counted IS NULL))
) STRICT;
CREATE INDEX votes_by_user ON votes (user_id);
CREATE INDEX votes_by_time ON votes (guild_id, cast_at);

-- Counted votes of a subject; a subject without a row has none.
CREATE TABLE vote_tallies (
    subject_kind TEXT    NOT NULL,
    subject_id   INTEGER NOT NULL,
    guild_id     INTEGER NOT NULL,
    helpful      INTEGER NOT NULL CHECK (helpful >= 0),
    not_helpful  INTEGER NOT NULL CHECK (not_helpful >= 0),
    changed_at   INTEGER NOT NULL,
    PRIMARY KEY (subject_kind, subject_id)
) STRICT;
CREATE INDEX vote_tallies_by_guild ON vote_tallies (guild_id);
