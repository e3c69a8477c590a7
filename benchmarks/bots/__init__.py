"""Bots as programs of their own: the yardstick, and what they use."""
