"""Linger: a Discord bot for servers that watch series together."""

__version__ = "0.1.0"
