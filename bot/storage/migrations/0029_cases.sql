-- Moderators' deeds are numbered cases of their server, each with the reason that was told. What one act wrote into the
-- log, such as the settings of one file, belongs together.

ALTER TABLE audit_log ADD COLUMN case_number INTEGER;         -- NULL: not a moderators' deed
ALTER TABLE audit_log ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE audit_log ADD COLUMN series_id TEXT;              -- what a case is about; outlives the review
ALTER TABLE audit_log ADD COLUMN batch_id INTEGER;            -- the first entry of the same act

UPDATE audit_log SET case_number = numbered.number
FROM (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY guild_id ORDER BY id) AS number FROM audit_log
    WHERE substr(action, 1, 7) = 'review.' OR action IN ('member.bar', 'member.unbar', 'suggestion.removed')
) AS numbered
WHERE numbered.id = audit_log.id;

UPDATE audit_log
SET series_id = (SELECT series_id FROM reviews WHERE reviews.id = CAST(audit_log.subject AS INTEGER))
WHERE substr(action, 1, 7) = 'review.';

CREATE UNIQUE INDEX audit_log_by_case ON audit_log (guild_id, case_number) WHERE case_number IS NOT NULL;
CREATE INDEX audit_log_by_batch ON audit_log (guild_id, batch_id) WHERE batch_id IS NOT NULL;
