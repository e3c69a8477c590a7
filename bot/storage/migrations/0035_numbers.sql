-- Numbers that were given out once never come again: buttons in Discord, and messages that nobody noted, outlive what
-- bore them. The number of a claim is what Discord knows a second try of the same message by.
CREATE TABLE numbers (
    name  TEXT    PRIMARY KEY,      -- the table, or "claims"
    given INTEGER NOT NULL          -- the highest so far
) STRICT;
ALTER TABLE published ADD COLUMN claim INTEGER NOT NULL DEFAULT 0;
UPDATE published SET claim = id;
INSERT INTO numbers (name, given) SELECT 'claims', COALESCE(MAX(id), 0) FROM published;

-- What was given up although Discord may have taken it: it is looked for some more, and goes if it stands.
CREATE TABLE strays (
    guild_id    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,       -- of bot/domain/published/kinds.py
    subject     TEXT    NOT NULL,
    channel_id  INTEGER NOT NULL,
    after_id    INTEGER,                -- an id of Discord's that is older than its message; NULL: none is known
    given_up_at INTEGER NOT NULL,
    looked      INTEGER NOT NULL DEFAULT 0,     -- how often since
    PRIMARY KEY (guild_id, kind, subject)
) STRICT;
