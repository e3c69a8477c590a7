-- Reports, what moderators did about them, and what has to be told or taken down afterwards.

-- The member an entry is about, where it is about one; so that the entry can forget them.
ALTER TABLE audit_log ADD COLUMN member_id INTEGER;
CREATE INDEX audit_log_by_member ON audit_log (member_id) WHERE member_id IS NOT NULL;

CREATE TABLE review_reports (
    id          INTEGER PRIMARY KEY,
    guild_id    INTEGER NOT NULL,
    review_id   INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    reporter_id INTEGER NOT NULL,   -- 0: the bot itself, after enough presses of "this spoils me"
    reason      TEXT    NOT NULL,   -- of bot/domain/moderation.py
    note        TEXT    NOT NULL DEFAULT '',
    outcome     TEXT,               -- NULL while the report is open
    reported_at INTEGER NOT NULL,
    closed_at   INTEGER,
    closed_by   INTEGER,
    CHECK ((outcome IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_open_report ON review_reports (review_id, reporter_id) WHERE outcome IS NULL;
CREATE INDEX review_reports_by_guild ON review_reports (guild_id, outcome, reported_at);
CREATE INDEX review_reports_by_reporter ON review_reports (reporter_id);

-- The card of a reported review in the moderators' channel; one a review.
CREATE TABLE queue_cards (
    review_id   INTEGER PRIMARY KEY REFERENCES reviews (id) ON DELETE CASCADE,
    guild_id    INTEGER NOT NULL,
    channel_id  INTEGER NOT NULL,
    message_id  INTEGER NOT NULL
) STRICT;

-- Who may not review for a time; a row whose time is over counts for nothing and is cleared away.
CREATE TABLE review_bars (
    guild_id    INTEGER NOT NULL,
    user_id     INTEGER NOT NULL,
    until_at    INTEGER NOT NULL,
    reason      TEXT    NOT NULL DEFAULT '',
    barred_by   INTEGER NOT NULL,
    barred_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT;
CREATE INDEX review_bars_by_user ON review_bars (user_id);
CREATE INDEX review_bars_by_end ON review_bars (until_at);

-- What a member has to be told: sent as a direct message, or kept until they use a command.
CREATE TABLE notices (
    id          INTEGER PRIMARY KEY,
    user_id     INTEGER NOT NULL,
    guild_id    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,   -- of bot/domain/notices.py
    fields      TEXT    NOT NULL,   -- JSON: what the sentence names, never a member's id
    left_at     INTEGER NOT NULL,
    refused_at  INTEGER             -- their direct messages are closed: the next command tells them
) STRICT;
CREATE INDEX notices_by_user ON notices (user_id);

-- Messages of the bot that have to go, such as the posts of a member who deleted their data.
CREATE TABLE removals (
    channel_id  INTEGER NOT NULL,
    message_id  INTEGER NOT NULL,
    guild_id    INTEGER NOT NULL,
    asked_at    INTEGER NOT NULL,
    tried       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (channel_id, message_id)
) STRICT;
