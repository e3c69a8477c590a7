-- Who was seen to have left a server that wants them forgotten, until that is done or they are back.
CREATE TABLE departures (
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    noticed_at INTEGER NOT NULL,
    banned     INTEGER NOT NULL DEFAULT 0,     -- somebody banned them there
    PRIMARY KEY (guild_id, user_id)
) STRICT;
