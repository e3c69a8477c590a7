"""Rows of lists that members brought along."""
