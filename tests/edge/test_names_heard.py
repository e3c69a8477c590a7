"""A name is looked at when somebody does something under it for the first time; nothing is told to nobody."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.edge import names_heard
from bot.edge.names_heard import NamesHeard
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.loopback.sample import LITBC

Told = tuple[str, int, int, str]


def _acts(told: list[Told], name: str, *, guild_id: int | None = 1, user_id: int = 5) -> Any:
    """Somebody's deed, of which only who and where is asked."""
    client = SimpleNamespace(dispatch=lambda *event: told.append(event))
    return SimpleNamespace(guild_id=guild_id, user=SimpleNamespace(id=user_id, display_name=name), client=client)


def test_a_name_is_told_of_once_and_again_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_heard, "REMEMBERED", 2)
    told: list[Told] = []
    names = NamesHeard()
    for name in ("Ava", "Ava", "Ava B.", "Ava B."):
        names.hear(_acts(told, name))
    names.hear(_acts(told, "Ava", guild_id=2))
    names.hear(_acts(told, "Ava", guild_id=None))
    assert [(guild_id, name) for _event, guild_id, _user_id, name in told] == [(1, "Ava"), (1, "Ava B."), (2, "Ava")]
    names.hear(_acts(told, "Bo", user_id=6))  # the one who was heard of first is forgotten
    names.hear(_acts(told, "Ava B."))
    assert told[-1] == ("name_heard", 1, 5, "Ava B.")


@pytest.mark.e2e
async def test_commands_are_told_to_the_tree_alone(discord_server: TestDiscord, bot: Running) -> None:
    heard: list[str] = []

    async def on_interaction(interaction: Any) -> None:
        heard.append(interaction.type.name)

    bot.client.add_listener(on_interaction)
    alice = discord_server.member("alice").at("#lobby")
    card = await alice.command("/series", query=LITBC)
    assert heard == []
    await alice.click(card, "Reviews")
    assert heard == ["component"]


@pytest.mark.e2e
async def test_the_end_of_a_command_is_told_where_its_member_is_owed_something(
    discord_server: TestDiscord, bot: Running
) -> None:
    heard: list[int] = []

    async def on_app_command_completion(interaction: Any, _command: Any) -> None:
        heard.append(interaction.user.id)

    bot.client.add_listener(on_app_command_completion)
    alice = discord_server.member("alice").at("#lobby")
    await alice.command("/series", query=LITBC)
    assert heard == []
    bot.client.owed.add(int(alice.id))
    await alice.command("/series", query=LITBC)
    await discord_server.wait_for(lambda: heard == [int(alice.id)])
