"""Writing, reading and ordering reviews."""
