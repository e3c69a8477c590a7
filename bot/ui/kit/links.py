"""Addresses of places in Discord."""

from __future__ import annotations


def message_url(guild_id: int, channel_id: int, message_id: int) -> str:
    """Where a message of a server is opened."""
    return f"{channel_url(guild_id, channel_id)}/{message_id}"


def channel_url(guild_id: int, channel_id: int) -> str:
    """Where a channel or a thread of a server is opened."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}"
