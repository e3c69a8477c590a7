"""Keeping the bot in good order over the years: backups, retention, a look at everything, and what the owner hears."""
