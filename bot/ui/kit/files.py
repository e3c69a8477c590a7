"""Texts as files that Discord takes."""

from __future__ import annotations

import io

import discord


def text_file(name: str, content: str, *, description: str | None = None) -> discord.File:
    """A text as a file called `name`."""
    return discord.File(io.BytesIO(content.encode()), filename=name, description=description)


def picture_file(name: str, content: bytes, *, description: str) -> discord.File:
    """A picture as a file called `name`; `description` is for those who can't see it."""
    return discord.File(io.BytesIO(content), filename=name, description=description)
