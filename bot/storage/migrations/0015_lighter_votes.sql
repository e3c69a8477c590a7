-- Each index of a crowd's table costs every vote a page more to write. A member's votes are looked for by member only
-- where data is read out or deleted, which may take the time of reading the table.
DROP INDEX votes_by_user;
-- Votes that wait for what the server's rules ask of the member.
CREATE INDEX votes_of_unknown_members ON votes (guild_id, user_id) WHERE not_counted = 'unknown-member';
