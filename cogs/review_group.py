"""The command group /review, shared by the parts of the reviews cog. Not a cog."""

from __future__ import annotations

from discord import app_commands

review_group = app_commands.Group(
    name="review", description="Write and read reviews that spoil nobody", guild_only=True
)
