-- What Linger has published for others to read, and what each of it shows. A row without a message is a claim: it is
-- written before Discord is asked, so that what a crash left half done is looked for and made once.
CREATE TABLE published (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    kind       TEXT    NOT NULL,        -- of bot/domain/published/kinds.py
    subject    TEXT    NOT NULL,        -- which of its kind: a review's id, the Monday of a week …
    channel_id INTEGER NOT NULL,        -- where it is, or is to be
    message_id INTEGER,                 -- NULL until it is known to be there
    thread_id  INTEGER,                 -- the thread or forum post that it opened, or that hangs on it
    after_id   INTEGER,                 -- an id of Discord's that is older than its message; NULL: none is known
    claimed_at INTEGER NOT NULL,
    settled_at INTEGER                  -- when it was sent, or found to have nothing to say
) STRICT;
CREATE UNIQUE INDEX one_publication_of_a_subject ON published (guild_id, kind, subject);
CREATE INDEX published_by_message ON published (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX published_and_not_settled ON published (kind) WHERE settled_at IS NULL;

-- One fact a row: a series, a member or a review; the other two are empty.
CREATE TABLE published_shows (
    published_id INTEGER NOT NULL REFERENCES published (id) ON DELETE CASCADE,
    guild_id     INTEGER NOT NULL,
    series_id    TEXT    NOT NULL DEFAULT '',
    member_id    INTEGER NOT NULL DEFAULT 0,
    review_id    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (published_id, series_id, member_id, review_id)
) STRICT;
CREATE INDEX published_by_series ON published_shows (guild_id, series_id) WHERE series_id <> '';
CREATE INDEX published_by_member ON published_shows (member_id) WHERE member_id <> 0;
CREATE INDEX published_by_review ON published_shows (review_id) WHERE review_id <> 0;

-- What is still to be done to it: drawn anew because something it shows has changed, its thread renamed, vote emoji
-- offered, a card pinned. A step that is asked for again while it is being done keeps its row: its version has grown.
CREATE TABLE published_steps (
    published_id INTEGER NOT NULL REFERENCES published (id) ON DELETE CASCADE,
    guild_id     INTEGER NOT NULL,
    step         TEXT    NOT NULL,      -- of bot/domain/published/kinds.py
    version      INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (published_id, step)
) STRICT;

INSERT INTO published (guild_id, kind, subject, channel_id, message_id, thread_id, claimed_at, settled_at)
    SELECT guild_id, 'review', CAST(id AS TEXT), channel_id, message_id, thread_id, created_at,
           CASE WHEN state = 'posting' THEN NULL ELSE COALESCE(posted_at, created_at) END
    FROM reviews WHERE channel_id IS NOT NULL AND (message_id IS NOT NULL OR state = 'posting');
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)
    SELECT guild_id, 'suggestion', CAST(id AS TEXT), channel_id, message_id, created_at,
           CASE WHEN state = 'posting' THEN NULL ELSE created_at END
    FROM suggestions;
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, thread_id, claimed_at, settled_at)
    SELECT guild_id, 'place', CAST(id AS TEXT), channel_id, message_id, thread_id, claimed_at, opened_at
    FROM discussion_places;
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)
    SELECT guild_id, 'watch', CAST(id AS TEXT), channel_id, message_id, started_at,
           CASE WHEN message_id IS NULL THEN NULL ELSE started_at END
    FROM watch_parties WHERE message_id IS NOT NULL OR state = 'running';
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)
    SELECT o.guild_id, 'opening', o.party_id || ':' || o.episode, COALESCE(d.thread_id, p.channel_id), o.message_id,
           o.claimed_at, o.announced_at
    FROM watch_openings AS o JOIN watch_parties AS p ON p.id = o.party_id
    LEFT JOIN discussion_places AS d ON d.guild_id = p.guild_id AND d.series_id = p.series_id AND d.episode = o.episode;
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)
    SELECT guild_id, 'poll', series_id || ':' || episode, thread_id, message_id, claimed_at, claimed_at
    FROM episode_polls WHERE message_id IS NOT NULL;
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)
    SELECT guild_id, 'digest', week, channel_id, message_id, claimed_at, settled_at FROM digests;
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)
    SELECT guild_id, 'top', month, channel_id, CASE WHEN message_id = 0 THEN NULL ELSE message_id END, claimed_at,
           CASE WHEN message_id IS NULL THEN NULL ELSE claimed_at END
    FROM monthly_tops WHERE channel_id IS NOT NULL;
INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)
    SELECT c.guild_id, 'case', CAST(c.review_id AS TEXT), c.channel_id, c.message_id, r.created_at, r.created_at
    FROM queue_cards AS c JOIN reviews AS r ON r.id = c.review_id;

INSERT INTO published_shows (published_id, guild_id, series_id)
    SELECT p.id, p.guild_id, r.series_id FROM published AS p JOIN reviews AS r ON r.id = CAST(p.subject AS INTEGER)
    WHERE p.kind IN ('review', 'case');
INSERT INTO published_shows (published_id, guild_id, member_id)
    SELECT p.id, p.guild_id, r.author_id FROM published AS p JOIN reviews AS r ON r.id = CAST(p.subject AS INTEGER)
    WHERE p.kind IN ('review', 'case');
INSERT INTO published_shows (published_id, guild_id, review_id)
    SELECT p.id, p.guild_id, r.id FROM published AS p JOIN reviews AS r ON r.id = CAST(p.subject AS INTEGER)
    WHERE p.kind IN ('review', 'case');
INSERT INTO published_shows (published_id, guild_id, series_id)
    SELECT p.id, p.guild_id, s.liked_id FROM published AS p JOIN suggestions AS s ON s.id = CAST(p.subject AS INTEGER)
    WHERE p.kind = 'suggestion';
INSERT INTO published_shows (published_id, guild_id, series_id)
    SELECT p.id, p.guild_id, s.try_id FROM published AS p JOIN suggestions AS s ON s.id = CAST(p.subject AS INTEGER)
    WHERE p.kind = 'suggestion';
INSERT INTO published_shows (published_id, guild_id, member_id)
    SELECT p.id, p.guild_id, s.author_id FROM published AS p JOIN suggestions AS s ON s.id = CAST(p.subject AS INTEGER)
    WHERE p.kind = 'suggestion';
INSERT INTO published_shows (published_id, guild_id, series_id)
    SELECT p.id, p.guild_id, d.series_id FROM published AS p
    JOIN discussion_places AS d ON d.id = CAST(p.subject AS INTEGER) WHERE p.kind = 'place';
INSERT INTO published_shows (published_id, guild_id, series_id)
    SELECT p.id, p.guild_id, w.series_id FROM published AS p
    JOIN watch_parties AS w ON w.id = CAST(p.subject AS INTEGER) WHERE p.kind IN ('watch', 'opening');
INSERT INTO published_shows (published_id, guild_id, series_id)
    SELECT p.id, p.guild_id, e.series_id FROM published AS p
    JOIN episode_polls AS e ON p.subject = e.series_id || ':' || e.episode AND e.guild_id = p.guild_id
    WHERE p.kind = 'poll';

-- Polls that a crash may have kept from being posted.
INSERT INTO published_steps (published_id, guild_id, step)
    SELECT p.id, p.guild_id, 'poll' FROM published AS p JOIN discussion_places AS d ON d.id = CAST(p.subject AS INTEGER)
    JOIN episode_polls AS e ON e.guild_id = d.guild_id AND e.series_id = d.series_id AND e.episode = d.episode
    WHERE p.kind = 'place' AND e.message_id IS NULL AND e.ended_at IS NULL;

-- An entry of the log is posted when it is, not when it was looked at.
ALTER TABLE audit_log ADD COLUMN posted_at INTEGER;
UPDATE audit_log SET posted_at = done_at WHERE id <= (
    SELECT COALESCE(MAX(CAST(value AS INTEGER)), 0) FROM installation WHERE name = 'audit_posted');
DELETE FROM installation WHERE name = 'audit_posted';
CREATE INDEX audit_log_to_post ON audit_log (id) WHERE posted_at IS NULL;

-- Their claims are those above.
DROP TABLE digests;
DROP TABLE monthly_tops;
DROP TABLE queue_cards;
