"""Places to talk, polls, groups that watch together, the digest."""
