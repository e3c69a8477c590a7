"""A series as a card, and its name in lists."""
