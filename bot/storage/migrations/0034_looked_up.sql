-- When an entry of a list that is not in the catalogue was looked up outside; it is asked about once.
ALTER TABLE list_entries ADD COLUMN looked_at INTEGER;
