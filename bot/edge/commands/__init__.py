"""Slash commands and context menus: their door, their words, and how Discord is told of them."""
