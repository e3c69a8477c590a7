"""Several processes of one bot: what they store and what they hold, in turn in one run."""
