"""The yardstick: the least bot that discord.py allows, with Linger's intents.

It answers a command and a press with cards that it was given (the very same that Linger sends), and counts reactions.
"""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from pathlib import Path
from typing import Any

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

Json = dict[str, Any]
WAITS = "-"  # a card that says nothing yet


def wanted_intents() -> discord.Intents:
    """The same as Linger's."""
    return discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, guild_polls=True)


class Bare(discord.AutoShardedClient):
    """Answers with what lies in a folder, as components of Discord's JSON."""

    def __init__(self, cards: Path) -> None:
        super().__init__(
            intents=wanted_intents(), max_messages=None, member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False, guild_ready_timeout=0.5,
        )  # fmt: skip
        self.tree = app_commands.CommandTree(self)
        self._cards = cards
        self._read: dict[str, list[Json]] = {}
        self.votes: Counter[tuple[int, str]] = Counter()

    async def setup_hook(self) -> None:
        @self.tree.command(name="series", description="Send a card")
        async def series(interaction: discord.Interaction, query: str) -> None:
            await interaction.response.send_message(view=self._view("series"), allowed_mentions=NOBODY)

        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message(view=self._view("review"), ephemeral=True, allowed_mentions=NOBODY)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self.votes[event.message_id, event.emoji.name] += 1

    def _view(self, name: str) -> ui.LayoutView:
        if name not in self._read:
            path = self._cards / f"{name}.json"
            self._read[name] = json.loads(path.read_text()) if path.exists() else [{"type": 10, "content": WAITS}]
        view = ui.LayoutView(timeout=None)
        for part in self._read[name]:
            view.add_item(built(part))
        return view


NOBODY = discord.AllowedMentions.none()


def built(part: Json) -> ui.Item[Any]:
    """The library's item for a component of the kinds that Linger's cards are made of."""
    below = part.get("components", [])
    match part["type"]:
        case 17:
            return ui.Container(*map(built, below), accent_colour=part.get("accent_color"))
        case 1:
            return ui.ActionRow(*map(built, below))
        case 2 if "url" in part:
            return ui.Button(label=part.get("label"), url=part["url"])
        case 2:
            style = discord.ButtonStyle(part["style"])
            emoji = (part.get("emoji") or {}).get("name")
            return ui.Button(label=part.get("label"), style=style, custom_id=part["custom_id"], emoji=emoji)
        case 3:
            options = [discord.SelectOption(label=o["label"], value=o["value"]) for o in part["options"]]
            return ui.Select(custom_id=part["custom_id"], placeholder=part.get("placeholder"), options=options)
        case 9:
            return ui.Section(*map(built, below), accessory=built(part["accessory"]))
        case 10:
            return ui.TextDisplay(part["content"])
        case 12:
            return ui.MediaGallery(*(discord.MediaGalleryItem(i["media"]["url"]) for i in part["items"]))
        case 14:
            return ui.Separator(visible=part.get("divider", True))
    raise ValueError(f"no item for a component of type {part['type']}")


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    Bare(Path(os.environ["CARDS"])).run(os.environ["DISCORD_TOKEN"], log_level=logging.ERROR)
