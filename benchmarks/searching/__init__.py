"""Queries that nothing was tuned on."""
