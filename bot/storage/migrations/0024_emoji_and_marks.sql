-- Emoji that votes were given with before an admin chose others: those votes stand. Also those that Discord does not
-- know any more, for which the usual ones serve until an admin chooses again.
CREATE TABLE vote_emoji (
    guild_id INTEGER NOT NULL,
    emoji    TEXT    NOT NULL,      -- its key in the ledger: a custom emoji's id, or the emoji without skin tone
    written  TEXT    NOT NULL,      -- as Discord wants it sent
    helpful  INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    gone     INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, emoji)
) STRICT;
-- How many changes of what is published a server has seen. A publication that was claimed before the last of them was
-- perhaps drawn before it too: it is drawn once more when it is there.
CREATE TABLE published_marks (
    guild_id INTEGER PRIMARY KEY,
    number   INTEGER NOT NULL
) STRICT;
ALTER TABLE published ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
