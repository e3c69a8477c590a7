"""Places to talk, watching together, the curve of episodes, the digest."""
