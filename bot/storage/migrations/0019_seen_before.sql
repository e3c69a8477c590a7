-- Through which episode a member had watched before they began a rewatch: "has finished" follows from it and from the
-- number of episodes that is known now, and is stored nowhere.

ALTER TABLE progress ADD COLUMN seen_before INTEGER NOT NULL DEFAULT 0 CHECK (seen_before >= 0);
