-- What moderators, or enough readers, decided about a member's text on a series. It outlives the text, so that the same
-- text posted again is hidden again; of the text only a sketch is kept, from which no word can be read.

CREATE TABLE review_restraints (
    guild_id      INTEGER NOT NULL,
    author_id     INTEGER NOT NULL,
    series_id     TEXT    NOT NULL,
    floor         INTEGER CHECK (floor >= 0),  -- least horizon; 0: the whole series; NULL: the author's choice
    hidden_reason TEXT CHECK (hidden_reason IN ('moderator', 'spoils-me')),
    sketch        TEXT    NOT NULL,            -- JSON: the least hashes of the text's fragments
    decided_at    INTEGER NOT NULL,
    PRIMARY KEY (guild_id, author_id, series_id)
) STRICT;
CREATE INDEX review_restraints_by_author ON review_restraints (author_id);

-- Whether a press of "this spoils me" counts: of somebody who could be spoiled, had opened the review, and has been here
-- for as long as the server asks of its voters. Earlier presses count as they did.
ALTER TABLE spoils_me ADD COLUMN counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1));
