"""Another language is one dropped-in file: private replies follow the member, public posts the server."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from bot import i18n
from tests.e2e.conftest import running_bot
from tests.loopback.discord import TestDiscord

pytestmark = pytest.mark.e2e
TEMPLATE = i18n.LOCALES / "linger.pot"


@pytest.fixture
def marked_korean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A "Korean" in which every sentence is the English one between ⟦ and ⟧: what has none was never translated."""
    catalog = read_po(io.BytesIO(TEMPLATE.read_bytes()), locale="ko")
    for message in catalog:
        if message.id:
            texts = [message.id] if isinstance(message.id, str) else [message.id[-1]]
            marked = tuple(f"⟦{text}⟧" for text in texts)
            message.string = marked[0] if isinstance(message.id, str) else marked
            message.flags.discard("fuzzy")
    folder = tmp_path / "locales" / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "linger.po").open("wb") as target:
        write_po(target, catalog)
    monkeypatch.setattr(i18n, "LOCALES", tmp_path / "locales")
    i18n._translations.cache_clear()
    yield
    i18n._translations.cache_clear()


@pytest.mark.usefixtures("marked_korean")
async def test_replies_follow_the_member_and_posts_the_server(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        mina = discord_server.member("mina").at("#lobby")  # her client speaks Korean
        private = await mina.command("/progress list")
        assert "⟦Your series⟧" in private.text
        public = await mina.command("/series", query="love-in-the-big-city-kr-2024")
        assert "⟦" not in public.text
        guild_id = int(discord_server.guild_id("The Rooftop Club"))
        await bot.app.servers.change_setting(guild_id, "language", "ko", actor_id=int(mina.id))
        public = await mina.command("/series", query="love-in-the-big-city-kr-2024")
        assert all(label.startswith("⟦") for label in public.buttons)
        assert "⟦**Directed by**" in public.text
        english = await discord_server.member("pablo").at("#lobby").command("/progress list")
        assert "⟦" not in english.text


@pytest.mark.usefixtures("marked_korean")
async def test_nothing_on_the_private_cards_escapes_translation(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        mina = discord_server.member("mina").at("#lobby")
        for command in ("/progress list", "/watchlist", "/config features", "/review mine", "/help", "/privacy show"):
            reply = await mina.command(command)
            if reply.outcome == "deferred" or not reply.text:
                continue
            assert "⟦" in reply.text, command
            assert all("⟦" in label for label in reply.buttons), (command, reply.buttons)
        commands = discord_server.people.commands(mina.id, channel_id=mina.at("#lobby")._place(None))
        described = [c for c in commands if c.get("description")]
        translated = [c for c in described if "⟦" in (c.get("description_localizations") or {}).get("ko", "")]
        assert len(translated) == len(described), [c["name"] for c in described if c not in translated]
