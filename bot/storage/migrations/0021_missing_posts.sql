-- Since when Discord says that it has no such message (NULL: it is there), and how often it has said so when it was asked
-- again. Votes go only days later: one strange answer must not take them.
ALTER TABLE posts ADD COLUMN missing_at INTEGER;
ALTER TABLE posts ADD COLUMN missing_again INTEGER NOT NULL DEFAULT 0 CHECK (missing_again >= 0);
CREATE INDEX posts_that_are_missing ON posts (missing_at) WHERE missing_at IS NOT NULL;
