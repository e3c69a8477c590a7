-- Forms that were filled in and could not be taken, so that they open again as they were. Erased after a day.
CREATE TABLE kept_forms (
    form_key    TEXT    PRIMARY KEY,  -- chosen by chance, so that an old button never opens a newer form
    guild_id    INTEGER NOT NULL,  -- 0 outside of servers
    user_id     INTEGER NOT NULL,
    form        TEXT    NOT NULL,  -- JSON of the form, with what was filled in
    kept_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_forms_by_user ON kept_forms (user_id);
