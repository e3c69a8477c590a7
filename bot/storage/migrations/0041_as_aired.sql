-- A group whose episodes open when they are out. Its `pace` says 'dates', with days that nobody reads, as the checks of
-- the table know no third one; `due_at` follows the schedule, and is NULL while no date is known.
ALTER TABLE watch_parties ADD COLUMN as_aired INTEGER NOT NULL DEFAULT 0 CHECK (as_aired IN (0, 1));
