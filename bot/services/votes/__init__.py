"""Votes as they come in, and keeping them equal to what Discord shows."""
