-- Whether the message of a review carries the poster of its series, so that whoever draws it anew shows it again.
ALTER TABLE reviews ADD COLUMN has_poster INTEGER NOT NULL DEFAULT 0 CHECK (has_poster IN (0, 1));
