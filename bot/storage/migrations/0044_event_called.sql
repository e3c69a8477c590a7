-- The name that an event has in Discord's calendar: by it an event is known again that was made and not noted, and by it
-- an event is told from one whose series is called otherwise since.
ALTER TABLE watch_events ADD COLUMN called TEXT;
