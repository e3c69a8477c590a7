"""/series: any series, as people type it, at any keystroke, in any script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.running import Running, running_bot

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


LITBC = "love-in-the-big-city-kr-2024"


@pytest.mark.usefixtures("bot")
async def test_a_misspelt_name_opens_the_card(discord_server: TestDiscord) -> None:
    reply = await discord_server.member("alice").at("#lobby").command("/series", query="love in big citty")
    assert not reply.ephemeral
    assert {"Reviews", "Write a review", "Similar", "My progress"} <= set(reply.buttons)
    order = ["Love in the Big City", "대도시의 사랑법", "South Korea · 2024 · Queer", "8 episodes × 50 min"]
    order += ["With", "Directed by", "Written by", "Based on", "Content notes", "paved the way for it", "Nobody has"]
    places = [reply.text.index(words) for words in order]
    assert places == sorted(places)
    assert "||" in reply.text.split("Content notes")[1].split("\n")[0]


@pytest.mark.usefixtures("bot")
async def test_every_keystroke_of_a_name_is_answered_with_fitting_labels(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    typed = "love in the big city"
    for length in range(1, len(typed) + 1):
        choices = await alice.autocomplete("/series", "query", typed[:length])
        assert choices
        assert all(1 <= len(choice["name"]) <= 100 for choice in choices)
        assert len({choice["value"] for choice in choices}) == len(choices) <= 25
    assert choices[0]["value"] == LITBC


@pytest.mark.usefixtures("bot")
async def test_before_anything_is_typed_the_likely_ones_are_offered(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    unknown = await alice.autocomplete("/series", "query", "")
    assert len(unknown) == 25, "on the first day, those that are best known"
    await alice.command("/progress set", series="reset-th-2025", status="planned")
    await alice.command("/progress set", series="pluto-th-2024", status="dropped")
    await alice.command("/progress set", series=LITBC, status="watching", episode=2)
    await alice.command("/progress set", series="shine-th-2025", status="finished")
    own = [choice["value"] for choice in await alice.autocomplete("/progress next", "series", " ")]
    assert own[:3] == [LITBC, "shine-th-2025", "reset-th-2025"]
    assert len(set(own)) == 25
    others = await discord_server.member("pablo").at("#lobby").autocomplete("/series", "query", "")
    assert others == unknown, "nobody else's place shows"


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("litbc", LITBC),
        ("대도시", LITBC),
        ("ไทน์สารวัตร", "2gether-th-2020"),
        ("ㄷㅐㄷㅗㅅ", LITBC),
        ("loveinthebigcity", LITBC),
        ("kinn porshe", "kinnporsche-th-2022"),
        ("2gether", "2gether-th-2020"),
        ("魔道祖师", "the-untamed-cn-2019"),
    ],
)
async def test_what_is_in_their_head_is_there_first(discord_server: TestDiscord, typed: str, expected: str) -> None:
    choices = await discord_server.member("nok").at("#lobby").autocomplete("/series", "query", typed)
    assert choices[0]["value"] == expected


@pytest.mark.usefixtures("bot")
async def test_an_alias_that_matched_is_shown_beside_the_title(discord_server: TestDiscord) -> None:
    choices = await discord_server.member("alice").at("#lobby").autocomplete("/series", "query", "litbc")
    assert choices[0]["name"] == "Love in the Big City (KR, 2024) · LITBC"


@pytest.mark.usefixtures("bot")
async def test_homonyms_are_told_apart_and_chosen(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    choices = await alice.autocomplete("/series", "query", "reset")
    assert {"Reset (CN, 2022)", "Reset (TH, 2025)"} <= {choice["name"] for choice in choices[:2]}
    reply = await alice.command("/series", query="reset")
    assert reply.ephemeral
    assert "Which one do you mean" in reply.text
    chosen = await alice.select(reply, None, "reset-cn-2022")
    assert "China · 2022" in chosen.text
    assert not chosen.ephemeral


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "typed",
    [
        "qqqqzzzzqqq",
        "🔥🔥🔥",
        "\u202eevol ni",
        "||`@everyone`||",
        "x" * 300,
        "a\u200b\u200c\u200db",
        "(?:a+)+$",
    ],
)
async def test_hostile_titles_get_a_clear_and_harmless_answer(discord_server: TestDiscord, typed: str) -> None:
    reply = await discord_server.member("alice").at("#lobby").command("/series", query=typed)
    assert reply.ephemeral
    assert (
        "I know no series like" in reply.text
        or "Which one do you mean" in reply.text
        or "Linger's catalogue" in reply.text
    )
    assert "@everyone" not in reply.text
    assert len(reply.text) < 4_000


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["   ", "\u200b\u200b", "\x00\x01"])
async def test_a_title_that_says_nothing_is_asked_again(discord_server: TestDiscord, typed: str) -> None:
    reply = await discord_server.member("alice").at("#lobby").command("/series", query=typed)
    assert reply.ephemeral
    assert "Type a few letters" in reply.text or "I know no series like" in reply.text


@pytest.mark.usefixtures("bot")
async def test_only_those_who_may_are_offered_to_add_a_series(discord_server: TestDiscord) -> None:
    for name, offered in (("mina", True), ("alice", False)):
        reply = await discord_server.member(name).at("#lobby").command("/series", query="qqqqzzzzqqq")
        assert ("Add a series" in reply.buttons) is offered


@pytest.mark.usefixtures("bot")
async def test_outside_the_bots_servers_a_look_up_is_private(discord_server: TestDiscord) -> None:
    pablo = discord_server.member("pablo").at("#patio", guild="Next Door")
    reply = await pablo.command("/series", query="where your eyes linger")
    assert reply.ephemeral
    assert "Where Your Eyes Linger" in reply.text
    assert reply.buttons == ["Similar", "My progress", "Lineage", "Watched one more"]
    for press, answer in (
        ("Similar", "If you love"),
        ("My progress", "You have not said yet"),
        ("Lineage", "came of it"),
    ):
        pressed = await pablo.click(reply, press)
        await discord_server.wait_for(lambda pressed=pressed, answer=answer: answer in pablo.look(pressed).text)
        assert pressed.ephemeral
    assert "Episode 1 watched" in (await pablo.click(reply, "Watched one more")).text


async def test_buttons_of_a_card_work_after_a_restart(lone_discord: TestDiscord, tmp_path: Path) -> None:
    alice = lone_discord.member("alice").at("#lobby")
    async with running_bot(lone_discord, tmp_path / "linger.sqlite3"):
        card = await alice.command("/series", query=LITBC)
    async with running_bot(lone_discord, tmp_path / "linger.sqlite3"):
        reply = await alice.click(card, "My progress")
        assert reply.ephemeral
        assert "You have not said yet where you are" in reply.text


async def test_a_forged_series_changes_nothing(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    card = await alice.command("/series", query=LITBC)
    reply = await alice.click(card, "progress.next:no-such-series-kr-1999:1", forge=True)
    assert "no longer in this server's catalogue" in reply.text
    reply = await alice.click(card, f"progress.next:{LITBC}:-1", forge=True)
    assert "no longer works" in reply.text
    async with bot.app.db.reading() as connection:
        kept = await connection.execute_fetchall("SELECT * FROM progress WHERE user_id = ?", (int(alice.id),))
        assert list(kept) == []


@pytest.mark.usefixtures("bot")
async def test_an_unknown_season_is_asked_about_and_never_taken_for_another(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    refused = await alice.command("/progress set", series="pit babe 3", status="finished")
    assert "I don't know “pit babe 3”, only Pit Babe" in refused.text
    shown = await alice.command("/series", query="the glory part 3")
    assert "My progress" not in shown.buttons, "a choice, not another season's card"
    assert "The Glory Part 2" in str(shown.seen.selects)
    opened = await alice.command("/progress set", series="pit babe season two", status="planned")
    assert "Pit Babe 2" in opened.text
