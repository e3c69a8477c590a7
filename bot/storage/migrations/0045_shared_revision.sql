-- Which storing of series from outside a row comes from: a process that takes some over reads first what others have
-- stored since it looked last. Counted under the lock of what all servers share, and so in the order of the commits.

ALTER TABLE shared_series ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

CREATE INDEX shared_series_by_revision ON shared_series (revision);
