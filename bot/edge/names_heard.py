"""Who is called what, as it is heard at the doors: Linger keeps no list of members and asks for none."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import discord

REMEMBERED = 10_000  # people whose name was looked at, so that not every press asks the database


class NamesHeard:
    """The names that people in servers had when they last did something."""

    def __init__(self) -> None:
        self._heard: OrderedDict[tuple[int, int], str] = OrderedDict()

    def hear(self, interaction: discord.Interaction[Any]) -> None:
        """Have the client tell of the name ("name_heard": server, member, name) where it is another than before."""
        if interaction.guild_id is None:
            return
        key, name = (interaction.guild_id, interaction.user.id), interaction.user.display_name
        if self._heard.get(key) == name:
            return
        self._heard[key] = name
        if len(self._heard) > REMEMBERED:
            self._heard.popitem(last=False)
        interaction.client.dispatch("name_heard", *key, name)
