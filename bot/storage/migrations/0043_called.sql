-- The name with which the thread of a place is made: by it a thread is known again that was made and not noted, also
-- where the series is called otherwise by then.
ALTER TABLE discussion_places ADD COLUMN called TEXT;
