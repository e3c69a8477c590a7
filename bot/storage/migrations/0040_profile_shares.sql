-- Who lets the members of a server look at their profile.

CREATE TABLE profile_shares (
    user_id    INTEGER NOT NULL,
    guild_id   INTEGER NOT NULL,
    shared_at  INTEGER NOT NULL,
    PRIMARY KEY (user_id, guild_id)
) STRICT;
