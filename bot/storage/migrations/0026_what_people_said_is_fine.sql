-- What an author has called fine in the leak check, by the keys of the sentences: an edit does not ask again.
ALTER TABLE reviews ADD COLUMN accepted TEXT NOT NULL DEFAULT '[]';  -- JSON

-- What a member does not want to be told of a series before they have seen it through; it goes with them to every server.
CREATE TABLE kept_topics (
    user_id  INTEGER NOT NULL,
    topic    TEXT    NOT NULL CHECK (topic IN ('ratings', 'cast', 'episodes')),
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, topic)
) STRICT;
