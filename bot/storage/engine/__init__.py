"""The database itself: one writer with group commit, readers, migrations, copies, its lock."""
