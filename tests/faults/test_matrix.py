"""Every door and every strange answer that may come through it: nothing is lost, doubled or left untold."""

from __future__ import annotations

import itertools
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from bot.domain.notices import Notice, NoticeKind
from bot.domain.settings import SetTo
from tests.faults.strange import STRANGE, Spoil
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import Hall, leave_notices, rows_of
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.loopback.running import running_bot
from tests.loopback.sample import threads_named
from tests.reviews.reviewers import draft

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

CALLBACK = "/interactions/*/*/callback"
MESSAGES = "/channels/*/messages"
TITLE = "Love in the Big City"
UNHEARD = "did not let an answer of mine through"
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def clean(hall: Hall, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No case leaves a fault to the next, nor a traceback to anybody."""
    yield
    hall.discord.faults.clear()
    # Of the test itself: while it is torn down there are records of that alone.
    traced = [r for r in caplog.get_records("call") if r.exc_info and r.levelno >= logging.ERROR]
    assert not traced, [record.getMessage() for record in traced]


async def series_of_its_own(hall: Hall) -> str:
    """A series that no other case has a review or a place of."""
    known = list(hall.app.catalogues.every(hall.guild_id))
    titles = Counter(series.title for series in known)  # a place is told by its name here
    every = sorted(series.id for series in known if (series.episodes or 0) >= 6 and titles[series.title] == 1)
    return every[next(_numbers)]


def seen_by(member: Member) -> set[str]:
    """Ids of what the member has in front of them."""
    return {message.id for message in member.messages()}


def new_to(member: Member, before: set[str]) -> list[Seen]:
    """What has come since."""
    return [message for message in member.messages() if message.id not in before]


async def is_heard(hall: Hall, member: Member, before: set[str], words: str) -> None:
    """The member reads `words`, or learns at the next command that something did not reach them."""

    async def heard() -> bool:
        if any(words in message.text for message in new_to(member, before)):
            return True
        await member.command("/help")
        return any(UNHEARD in message.text for message in new_to(member, before))

    await hall.discord.wait_for(heard)


async def command(hall: Hall, spoil: Spoil) -> None:
    alice, before = hall.member("alice"), seen_by(hall.member("alice"))
    spoil(hall.discord, "POST", CALLBACK)
    await alice.command("/series", query="love-in-the-big-city-kr-2024")
    await is_heard(hall, alice, before, TITLE)


async def waiting_command(hall: Hall, spoil: Spoil) -> None:
    """One whose answer follows "thinking…"."""
    alice, before = hall.member("alice"), seen_by(hall.member("alice"))
    for method in ("PATCH", "POST"):
        spoil(hall.discord, method, "/webhooks/*/*" if method == "POST" else "/webhooks/*/*/messages/@original")
    await alice.command("/top series", share=True)
    await hall.discord.wait_for(lambda: not any(m.thinking for m in new_to(alice, before)))
    await is_heard(hall, alice, before, "Best rated")
    assert sum("###" in m.text and not m.ephemeral for m in new_to(alice, before)) <= 1, "a list stands there once"


async def press(hall: Hall, spoil: Spoil) -> None:
    alice = hall.member("alice")
    shown = (await alice.command("/series", query="love-in-the-big-city-kr-2024")).seen
    before = seen_by(alice)
    spoil(hall.discord, "POST", CALLBACK)
    await alice.click(shown, "Lineage")
    await is_heard(hall, alice, before, TITLE)


async def submit(hall: Hall, spoil: Spoil) -> None:
    alice, series = hall.member("alice"), await series_of_its_own(hall)
    form = await alice.command("/review write", series=series)
    before = seen_by(alice)
    spoil(hall.discord, "POST", CALLBACK)
    await alice.submit(
        form, {"rating": "17", "headline": "Kept", "body": "Words.", "horizon": "all", "stage": "finished"}
    )
    await is_heard(hall, alice, before, "Kept")
    again = await alice.command("/review write", series=series)
    assert "Words." in str(again.modal), "what was written is kept"


async def post(hall: Hall, spoil: Spoil) -> None:
    """A review is there once, or its author knows that it is not and may press again."""
    alice, series = hall.member("alice"), await series_of_its_own(hall)
    words = f"Case {series}."
    preview = await draft(alice, words, series=series, horizon="free")
    place = hall.channel("#reviews")
    await hall.app.servers.apply(hall.guild_id, [SetTo("review_channel_id", int(place))], actor_id=1)
    spoil(hall.discord, "POST", f"/channels/{place}/messages")
    sent = lambda: [m for m in hall.discord.all_messages(place) if words in m.text]  # noqa: E731

    async def is_posted() -> bool:
        state = await rows_of(hall.db, "SELECT message_id FROM reviews WHERE series_id = ? AND message_id > 0", series)
        if not state and await rows_of(hall.db, "SELECT 1 FROM review_drafts WHERE series_id = ?", series):
            hall.discord.faults.clear()
            await alice.click(preview, "Post")
        return bool(state)

    await alice.click(preview, "Post")
    await hall.discord.wait_for(is_posted)
    await hall.discord.wait_for(lambda: len(sent()) == 1 and set(sent()[0].reactions) == {"👍", "👎"})


async def posted(hall: Hall) -> Seen:
    series, nok = await series_of_its_own(hall), hall.member("nok")
    await hall.app.servers.apply(hall.guild_id, [SetTo("review_channel_id", int(hall.channel("#reviews")))], actor_id=1)
    await nok.click(await draft(nok, f"Case {series}.", series=series, horizon="free"), "Post")

    def found() -> list[Seen]:
        return [m for m in hall.discord.all_messages("#reviews") if f"Case {series}." in m.text and m.reactions]

    return (await hall.discord.wait_for(found))[0]  # type: ignore[no-any-return]  # what `found` finds


async def edit(hall: Hall, spoil: Spoil) -> None:
    sent = await posted(hall)
    spoil(hall.discord, "PATCH", f"/channels/*/messages/{sent.id}")
    alice = hall.member("alice")
    await alice.react(sent, "👍")
    await hall.discord.wait_for(lambda: "1 of 1" in alice.look(sent).text)


async def react(hall: Hall, spoil: Spoil) -> None:
    spoil(hall.discord, "PUT", "/channels/*/messages/*/reactions/*/@me")
    sent = await posted(hall)
    await hall.discord.wait_for(lambda: set(hall.member("alice").look(sent).reactions) == {"👍", "👎"})


async def direct_message(hall: Hall, spoil: Spoil) -> None:
    """Written once; where Discord seems to refuse it, it is said at the next command."""
    haruka, words = hall.member("haruka"), f"Case{next(_numbers)}"
    before = seen_by(haruka)
    spoil(hall.discord, "POST", MESSAGES)
    notice = Notice(int(haruka.id), hall.guild_id, NoticeKind.REVIEW_RESTORED, {"headline": words, "series_id": "x"})
    await leave_notices(hall.db, notice)
    hall.client.dispatch("outbox")

    async def is_told() -> bool:
        if not await rows_of(hall.db, "SELECT 1 FROM notices WHERE user_id = ?", int(haruka.id)):
            return True
        await haruka.command("/help")
        return False

    await hall.discord.wait_for(is_told)
    told = [m for m in (*hall.direct_messages("haruka"), *new_to(haruka, before)) if words in m.text]
    assert len(told) == 1


async def thread(hall: Hall, spoil: Spoil) -> None:
    alice, series = hall.member("alice"), await series_of_its_own(hall)
    wished = [SetTo("discussion_channel_id", int(hall.channel("#lobby"))), SetTo("places_per_day", 100)]
    await hall.app.servers.apply(hall.guild_id, wished, actor_id=1)
    known = hall.app.catalogues.get(hall.guild_id, series)
    assert known is not None
    name = f"{known.title} · Episode 2"
    spoil(hall.discord, "POST", "/channels/*/threads")

    async def leads() -> bool:
        reply = await alice.command("/discuss", series=series, episode=2)
        return any(f"<#{one}>" in reply.text for one in threads_named(hall.discord, name))

    await hall.discord.wait_for(leads)
    assert len(threads_named(hall.discord, name)) == 1


async def comment(hall: Hall, spoil: Spoil) -> None:
    """A review's thread for comments is opened once, or whoever asked knows that it is not and may ask again."""
    sent, alice = await posted(hall), hall.member("alice")
    spoil(hall.discord, "POST", f"/channels/*/messages/{sent.id}/threads")

    async def leads() -> bool:
        return f"<#{sent.id}>" in (await alice.click(sent, "Comment")).text  # a message's thread has the message's id

    await hall.discord.wait_for(leads)


async def suggestion(hall: Hall, spoil: Spoil) -> None:
    """A recommendation is there once, or its author knows that it is not and may ask again."""
    nok, series, because = hall.member("nok"), await series_of_its_own(hall), f"Case{next(_numbers)} is as warm"
    wish = {"if_liked": "love-in-the-big-city-kr-2024", "try": series, "because": because}
    spoil(hall.discord, "POST", f"/channels/{hall.channel('#lobby')}/messages")
    sent = lambda: [m for m in hall.discord.all_messages("#lobby") if because in m.text and m.reactions]  # noqa: E731

    async def is_posted() -> bool:
        query = "SELECT message_id FROM suggestions WHERE because LIKE ?"
        found = await rows_of(hall.db, query, f"{because}%")
        if not found:
            hall.discord.faults.clear()
            await nok.command("/suggest", **wish)
        return bool(found and found[0]["message_id"])

    await nok.command("/suggest", **wish)
    await hall.discord.wait_for(is_posted)
    await hall.discord.wait_for(lambda: len(sent()) == 1 and set(sent()[0].reactions) == {"👍", "👎"})


async def poll(hall: Hall, spoil: Spoil) -> None:
    """An episode's place asks once."""
    alice, series = hall.member("alice"), await series_of_its_own(hall)
    wished = [SetTo("discussion_channel_id", int(hall.channel("#lobby"))), SetTo("places_per_day", 100)]
    await hall.app.servers.apply(hall.guild_id, [*wished, SetTo("episode_polls", "on")], actor_id=1)
    hall.discord.faults.delay("POST", MESSAGES, 0)  # the card comes first
    spoil(hall.discord, "POST", MESSAGES)
    await alice.command("/discuss", series=series, episode=2)
    known = hall.app.catalogues.get(hall.guild_id, series)
    assert known is not None
    (place,) = threads_named(hall.discord, f"{known.title} · Episode 2")

    async def is_asked() -> bool:
        query = "SELECT 1 FROM episode_polls WHERE thread_id = ? AND message_id IS NOT NULL"
        return bool(await rows_of(hall.db, query, int(place)))

    try:
        await hall.discord.wait_for(is_asked)
        assert len([m for m in hall.discord.all_messages(place) if m.json.get("poll")]) == 1
    finally:
        await hall.app.servers.apply(hall.guild_id, [SetTo("episode_polls", "off")], actor_id=1)


async def event(hall: Hall, spoil: Spoil) -> None:
    """A group's next opening stands in the calendar once."""
    theo, series = hall.moderator, await series_of_its_own(hall)
    spoil(hall.discord, "POST", "/guilds/*/scheduled-events")
    await theo.command("/watch start", series=series, on="tomorrow")
    known = hall.app.catalogues.get(hall.guild_id, series)
    assert known is not None

    async def is_noted() -> bool:
        query = "SELECT 1 FROM watch_events AS e JOIN watch_parties AS p ON p.id = e.party_id WHERE p.series_id = ?"
        return bool(await rows_of(hall.db, f"{query} AND e.event_id IS NOT NULL", series))

    await hall.discord.wait_for(is_noted)
    events = hall.discord.world.guilds[str(hall.guild_id)].events.values()
    assert len([one for one in events if one["name"] == f"{known.title} · Episode 1"]) == 1


DOORS: list[Callable[[Hall, Spoil], Awaitable[None]]] = [
    command,
    waiting_command,
    press,
    submit,
    post,
    edit,
    react,
    direct_message,
    thread,
    comment,
    suggestion,
    poll,
    event,
]


@pytest.mark.parametrize("answer", STRANGE)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
async def test_a_strange_answer_at_a_door(
    hall: Hall, door: Callable[[Hall, Spoil], Awaitable[None]], answer: str
) -> None:
    await door(hall, STRANGE[answer])


@pytest.mark.parametrize("answer", STRANGE)
async def test_a_strange_answer_at_the_start(tmp_path: Path, answer: str) -> None:
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            for method, path in (("GET", "/gateway/bot"), ("PUT", "/applications/*/commands")):
                STRANGE[answer](discord, method, path)
            async with running_bot(discord, tmp_path / "linger.sqlite3"):
                reply = await discord.member("alice").at("#lobby").command("/help") if await _known(discord) else None
                assert reply is None or "What I can do here" in reply.text


async def _known(discord: TestDiscord) -> bool:
    return bool(discord.member("alice").at("#lobby").offered())
