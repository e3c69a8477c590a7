"""Another language is one dropped-in file: private replies follow the member, public posts the server."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from bot import i18n
from bot.domain.settings import SetTo
from bot.playground.limits.components import LINK
from tests.loopback.discord import TestDiscord
from tests.loopback.languages import spoken_from
from tests.loopback.members import Member
from tests.loopback.replies import Reply
from tests.loopback.running import running_bot
from tests.loopback.sample import LITBC, set_to

pytestmark = pytest.mark.e2e
TEMPLATE = i18n.LOCALES / "linger.pot"


def write_language(folder: Path, code: str, translate: Callable[[Message, str], str]) -> None:
    """A language in which every sentence is what `translate` makes of the English one."""
    catalog: Catalog = read_po(io.BytesIO(TEMPLATE.read_bytes()), locale=code)
    for message in catalog:
        if message.id:
            texts = [message.id] if isinstance(message.id, str) else [message.id[-1]] * catalog.num_plurals
            said = tuple(translate(message, text) for text in texts)
            message.string = said[0] if isinstance(message.id, str) else said
            message.flags.discard("fuzzy")
    target = folder / code / "LC_MESSAGES" / "linger.po"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalog)


@pytest.fixture
def marked_korean(tmp_path: Path) -> Iterator[None]:
    """A "Korean" in which every sentence is the English one between ⟦ and ⟧: what has none was never translated."""
    write_language(tmp_path / "locales", "ko", lambda _message, text: f"⟦{text}⟧")
    with spoken_from(tmp_path / "locales"):
        yield


@pytest.mark.usefixtures("marked_korean")
async def test_replies_follow_the_member_and_posts_the_server(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        mina = discord_server.member("mina").at("#lobby")  # her client speaks Korean
        private = await mina.command("/progress list")
        assert "⟦Your series⟧" in private.text
        public = await mina.command("/series", query="love-in-the-big-city-kr-2024")
        assert "⟦" not in public.text
        guild_id = int(discord_server.guild_id("The Rooftop Club"))
        await bot.app.servers.apply(guild_id, [SetTo("language", "ko")], actor_id=int(mina.id))
        public = await mina.command("/series", query="love-in-the-big-city-kr-2024")
        assert [label for label in public.buttons if not label.startswith("⟦")] == []
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


def _stretched(message: Message, text: str) -> str:
    """Half as long again, as German is, within the room that the template names."""
    room = next((int(c.split()[2]) for c in message.auto_comments if c.startswith("at most")), len(text) * 2)
    return text + "·" * min(len(text) // 2, room - len(text))


@pytest.fixture
def long_german(tmp_path: Path) -> Iterator[None]:
    """A "German" that needs half as much room again as English."""
    write_language(tmp_path / "locales", "de", _stretched)
    with spoken_from(tmp_path / "locales"):
        yield


COMMANDS = (
    ("/help", {}),
    ("/about", {}),
    ("/profile", {}),
    ("/series", {"query": LITBC}),
    ("/progress set", {"series": LITBC, "episode": 3}),
    ("/progress list", {}),
    ("/watchlist", {}),
    ("/recommend", {}),
    ("/recommend", {"mood": "slow burn korean, no cheating, under 10 episodes"}),
    ("/top reviews", {}),
    ("/top series", {}),
    ("/review mine", {}),
    ("/review write", {"series": LITBC}),
    ("/discuss", {"series": LITBC, "episode": 1}),
    ("/watch start", {"series": LITBC, "pace": "weekly"}),
    ("/taste", {"member": "alice"}),
    ("/privacy show", {}),
    ("/config setup", {}),
    ("/config features", {}),
    ("/config show", {}),
    ("/config panel", {}),
    ("/moderation queue", {}),
    ("/moderation bars", {}),
    ("/moderation history", {"member": "alice"}),
    ("/review read", {"series": LITBC}),
    ("/review why", {"series": LITBC}),
    ("/watch status", {"series": LITBC}),
    ("/progress privacy", {}),
    ("/calendar", {}),
    ("/export", {}),
    ("/audit", {}),
)


async def _press_everything(member: Member, reply: Reply) -> None:
    """The buttons of a card until it changes; the loopback refuses what Discord would not show."""
    if not reply.text or reply.modal is not None:
        return
    buttons = {
        part["custom_id"] for part in reply.seen.buttons if part.get("style") != LINK and not part.get("disabled")
    }
    for custom_id in sorted(buttons):
        pressed = await member.click(reply, custom_id)
        if pressed.outcome in {"update", "deferred"}:
            return  # the card has become another one


async def _live_a_day(
    discord: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture, code: str, said: str
) -> None:
    """What a server's owner does with Linger, all of it in one language, and nothing goes wrong."""
    async with running_bot(discord, tmp_path / "linger.sqlite3") as bot:
        discord.world.users[discord.member("mina").id].locale = code
        await set_to(discord, bot, "language", code)
        mina = discord.member("mina").at("#lobby")
        assert said in (await mina.command("/privacy show")).text
        for command, options in COMMANDS:
            reply = await mina.command(command, **options)
            assert reply.outcome, command
            await _press_everything(mina, reply)
            faults = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
            assert faults == [], command


@pytest.mark.usefixtures("long_german")
async def test_every_card_has_room_for_a_longer_language(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await _live_a_day(discord_server, tmp_path, caplog, "de", "·")


@pytest.mark.languages
@pytest.mark.parametrize("code", i18n.languages()[1:])
async def test_a_day_can_be_lived_in_every_language(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    with i18n.speaking(code):
        said = i18n._("What I keep about you")
    assert said != "What I keep about you"
    await _live_a_day(discord_server, tmp_path, caplog, code, said)


@pytest.mark.languages
async def test_entries_in_menus_are_called_in_every_language_and_in_help_the_same(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        mina = discord_server.member("mina").at("#lobby")  # her client speaks Korean
        commands = discord_server.people.commands(mina.id, channel_id=mina._place(None))
        entries = {one["name"]: one["name_localizations"] for one in commands if one["type"] != 1}
        assert set(entries) == {"About my vote", "Make this my review", "Report this review"}
        for name, said in entries.items():
            assert set(said) >= set(i18n.languages()[1:]), name
            assert all(said[code] != name and len(said[code]) <= 32 for code in said), said
        typed = [one for one in commands if one["type"] == 1]
        assert not any(one.get("name_localizations") for one in typed)
        assert entries["Make this my review"]["ko"] in (await mina.command("/help")).text


@pytest.mark.languages
async def test_a_series_goes_by_its_own_name_at_home(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        mina, pablo = (discord_server.member(name).at("#lobby") for name in ("mina", "pablo"))  # Korean, Spanish
        asked = {"series": LITBC, "episode": 4}
        assert "대도시의 사랑법" in (await mina.command("/progress set", **asked)).text
        spanish = (await pablo.command("/progress set", **asked)).text
        assert "Love in the Big City" in spanish
        assert "대도시의 사랑법" not in spanish
        choices = await mina.autocomplete("/series", "query", "love in the big")
        assert choices[0]["name"].startswith("대도시의 사랑법 (KR, 2024)")
        public = await mina.command("/series", query=LITBC)
        assert public.text.startswith("## Love in the Big City\n대도시의 사랑법")
        guild_id = int(discord_server.guild_id("The Rooftop Club"))
        await bot.app.servers.apply(guild_id, [SetTo("language", "ko")], actor_id=int(mina.id))
        public = await pablo.command("/series", query=LITBC)
        assert public.text.startswith("## 대도시의 사랑법\nLove in the Big City")
