"""Rows of what servers add to the catalogue, and how rows follow a merged series."""
