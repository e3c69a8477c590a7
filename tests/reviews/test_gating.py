"""Who is sent what of a review: every place × reader × policy, judged by the raw requests that went to Discord."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from discord import app_commands

from bot.domain.settings import SetTo
from bot.services import progressing
from tests.domain.discord_markdown import leaks
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.running import Running, running_bot
from tests.reviews.reviewers import CLUB, LITBC, posted
from tests.sources import tree_of

pytestmark = [pytest.mark.e2e]

# Letters that stand nowhere else: of a stretch about episode 3, and of one as far as the review's horizon, 5.
THREE, FIVE = "ĀĂĄĆĈ", "ƀƁƂƃƄ"
HEADLINE = "Loud and kind"
BODY = f"Tender and funny.\n\nEpisode 3:\n||{THREE}||\n\n||{FIVE}||"
NONE, BARRED, OPEN = "not sent", "behind bars", "open"
POLICIES = ("in-place", "on-request")
READERS = ("unknown", "at 3", "at 5", "finished", "author", "moderator")
NAMES = {
    "unknown": "pablo",
    "at 3": "nok",
    "at 5": "mina",
    "finished": "haruka",
    "author": "alice",
    "moderator": "theo",
}


@dataclass
class Stage:
    """A server with one review, by "alice", and readers at different places of its series."""

    discord: TestDiscord
    bot: Running
    policy: str
    review_id: int = 0
    post_requests: tuple[Any, ...] = ()
    queue_id: str = ""
    digest_id: str = ""

    def reader(self, kind: str) -> Member:
        return self.discord.member(NAMES[kind]).at("#lobby", guild=CLUB)

    async def begin(self, member: Member) -> None:
        """Nothing is known of the member's progress, whatever the last press told, and nothing was sent."""
        await progressing.forget(self.bot.app.db, int(member.id), LITBC)
        self.discord.requests.clear()

    async def press(self, reader: str, button: str) -> None:
        member = self.reader(reader)
        await member.click(await member.command("/help"), button.format(review=self.review_id), forge=True)


async def _post(stage: Stage, _reader: str) -> None:
    stage.discord.requests[:0] = stage.post_requests


async def _read(stage: Stage, reader: str) -> None:
    await stage.press(reader, "reviews.read:{review}")


async def _anyway(stage: Stage, reader: str) -> None:
    await stage.press(reader, "reviews.reveal:{review}:1")


async def _comment(stage: Stage, reader: str) -> None:
    await stage.press(reader, "reviews.comment:{review}")


async def _listed(stage: Stage, reader: str) -> None:
    await stage.press(reader, f"reviews.list:{LITBC}")


async def _by_author(stage: Stage, reader: str) -> None:
    await stage.press(reader, f"reviews.by:{stage.discord.user_id('alice')}")


async def _top(stage: Stage, reader: str) -> None:
    await stage.reader(reader).command("/top reviews")


async def _why(stage: Stage, reader: str) -> None:
    said = await stage.reader(reader).command("/review why", series=LITBC)
    assert "Why this order" in said.text


async def _digest(stage: Stage, _reader: str) -> None:
    """The week of the review is posted once; its post is looked at by everybody."""
    week_later = stage.bot.app.clock() + timedelta(days=7)
    cog: Any = stage.bot.client.get_cog("Digest")
    await cog.run_due(week_later)
    posts = [m for m in stage.discord.all_messages(stage.digest_id) if "The week in" in m.text]
    assert HEADLINE in posts[0].text


async def _series(stage: Stage, reader: str) -> None:
    await stage.reader(reader).command("/series", query=LITBC)


async def _reported(stage: Stage, reader: str) -> None:
    member = stage.reader(reader)
    form = await member.click(await member.command("/help"), f"reports.open:{stage.review_id}", forge=True)
    if form.modal is None:
        return  # one's own, or reported already
    before = len(stage.discord.all_messages(stage.queue_id))
    await member.submit(form, {"reason": "It spoils more than it says", "note": "||Look|| at it."})
    await stage.discord.wait_for(lambda: len(stage.discord.all_messages(stage.queue_id)) > before or before)


async def _opened_by_moderator(stage: Stage, reader: str) -> None:
    await stage.press(reader, "moderation.open:{review}")


def _by_progress(reader: str, otherwise: str) -> tuple[str, str]:
    seen = {"unknown": 0, "at 3": 3, "moderator": 0}.get(reader, 8)
    return (OPEN if seen >= 3 else otherwise), (OPEN if seen >= 5 else otherwise)


@dataclass(frozen=True)
class Place:
    """How somebody gets there, and what of both stretches they are answered, by reader.

    What is sent to a channel, now or by what the act sets off, is never more than the post itself shows;
    `is_public` tells that it is exactly that.
    """

    act: Callable[[Stage, str], Awaitable[None]]
    expected: Callable[[str], tuple[str, str]]
    is_public: bool = False


def _nothing(_reader: str) -> tuple[str, str]:
    return NONE, NONE


def _as_posted(policy: str) -> tuple[str, str]:
    return (NONE, NONE) if policy == "on-request" else (BARRED, BARRED)


PLACES = {
    "post": Place(_post, _nothing, is_public=True),
    "read": Place(_read, lambda reader: _by_progress(reader, NONE)),
    "show the rest anyway": Place(_anyway, lambda reader: _by_progress(reader, BARRED)),
    "comment": Place(_comment, _nothing),
    "list": Place(_listed, _nothing),
    "more by this author": Place(_by_author, _nothing),
    "top": Place(_top, _nothing),
    "why this order": Place(_why, _nothing),
    "digest": Place(_digest, _nothing),
    "series card": Place(_series, _nothing),
    "report": Place(_reported, _nothing),
    "moderator's card": Place(
        _opened_by_moderator,
        lambda reader: (BARRED, BARRED) if reader in ("moderator", "at 5") else (NONE, NONE),  # she owns the server
    ),
}

# Modules at the edge that take the text of a review or a draft into their hands, and the place where that shows.
# Authors get their own words back in the others.
SHOWS = {
    "bot/ui/reviews/card.py": "post",
    "bot/ui/reviews/reader.py": "read",
    "bot/ui/moderation/cards.py": "moderator's card",
    "cogs/reviews/reading.py": "show the rest anyway",
    "cogs/reviews/posting.py": "comment",  # whether anything is hidden, for a thread's name
}
TO_AUTHORS = {
    "bot/ui/reviews/forms.py",
    "bot/ui/reviews/hiding.py",
    "bot/ui/reviews/lists.py",  # how long a draft is
    "bot/ui/reviews/preview.py",
    "cogs/reviews/adopting.py",
    "cogs/reviews/checking.py",
    "cogs/reviews/hiding.py",
    "cogs/reviews/publishing.py",
    "cogs/reviews/shelf.py",
    "cogs/reviews/writing.py",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=POLICIES)
async def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """The server with one policy."""
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, tmp_path_factory.mktemp("gating") / "linger.sqlite3") as bot:
                yield await _set(Stage(discord, bot, request.param))
    assert not discord.violations, "Discord would not take these requests:\n" + "\n".join(discord.violations)


async def _set(stage: Stage) -> Stage:
    home = int(stage.discord.guild_id(CLUB))
    roles = stage.discord.world.guilds[str(home)].roles.values()
    moderator = int(next(role["id"] for role in roles if role["name"] == "Moderator"))
    stage.queue_id = stage.discord.channel_id("#backstage", guild=CLUB)
    stage.digest_id = stage.discord.channel_id("#lobby", guild=CLUB)
    wishes = [
        SetTo("spoiler_policy", stage.policy),
        SetTo("moderator_role_ids", (moderator,)),
        SetTo("moderation_channel_id", int(stage.queue_id)),
        SetTo("digest", "weekly"),
        SetTo("digest_channel_id", int(stage.digest_id)),
    ]
    await stage.bot.app.servers.apply(home, wishes, actor_id=1)
    for kind, answers in (("at 3", {"episode": 3}), ("at 5", {"episode": 5}), ("finished", {"status": "finished"})):
        await stage.reader(kind).command("/progress set", series=LITBC, **answers)
    stage.discord.requests.clear()
    sent = await posted(stage.discord, "alice", BODY, headline=HEADLINE, horizon="5", stage="watching")
    stage.post_requests = tuple(
        request
        for request in stage.discord.requests
        if "interactions" not in request.path and "webhooks" not in request.path
    )
    async with stage.bot.app.db.reading() as connection:
        found = list(await connection.execute_fetchall("SELECT id FROM reviews WHERE message_id = ?", (int(sent.id),)))
    stage.review_id = found[0]["id"]
    return stage


def texts_of(body: Any) -> Iterator[str]:
    """Every string in the JSON of a request."""
    if isinstance(body, dict):
        for value in body.values():
            yield from texts_of(value)
    elif isinstance(body, list | tuple):
        for value in body:
            yield from texts_of(value)
    elif isinstance(body, str):
        yield body


def is_answer(request: Any) -> bool:
    """Whether only the person who pressed sees what it brings."""
    return "/interactions/" in request.path or "/webhooks/" in request.path


def seen_of(requests: list[Any], letters: str) -> str:
    """The most that any request showed of these letters."""
    holding = [text for request in requests for text in texts_of(request.body) if set(letters) & set(text)]
    if not holding:
        return NONE
    return OPEN if any(leaks(text, letters) for text in holding) else BARRED


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("place", PLACES)
async def test_what_is_sent_depends_on_the_place_the_readers_progress_and_the_policy(
    stage: Stage, place: str, reader: str
) -> None:
    stage.discord.requests.clear()
    await PLACES[place].act(stage, reader)
    sent = list(stage.discord.requests)
    answers = [request for request in sent if is_answer(request)]
    public = [request for request in sent if not is_answer(request)]
    assert (seen_of(answers, THREE), seen_of(answers, FIVE)) == PLACES[place].expected(reader)
    shown, posted_as = (seen_of(public, THREE), seen_of(public, FIVE)), _as_posted(stage.policy)
    assert shown == posted_as if PLACES[place].is_public else shown in ((NONE, NONE), posted_as)


# What may show hidden text to somebody who has told nothing of their progress: behind bars, and only to who asked.
ON_WISH = {"reviews.reveal"}
NOT_PRESSED = {"reviews.spoils"}  # takes the text from everybody, and with it what this looks for


def _ids(stage: Any, route: Any) -> Iterator[str]:
    """Custom ids that lead to `route`, with what its arguments may mean: a review, a person, a page; a series."""
    author_id = stage.discord.user_id("alice")
    for number in (stage.review_id, author_id, 1):
        values = [number if kind is int else LITBC for _name, kind, _optional in route.parameters]
        yield ":".join(map(str, [route.action, *values]))
        if len(values) > 1 and isinstance(values[-1], int):
            yield ":".join(map(str, [route.action, *values[:-1], 1]))


async def press_everything(stage: Any, member: Member) -> AsyncIterator[tuple[str, list[Any]]]:
    """Every button and menu there is, and what each set off."""
    here = await member.command("/help")
    for action, route in sorted(stage.bot.client.router.routes.items()):
        if route.kind == "submit" or action in NOT_PRESSED:
            continue
        for custom_id in dict.fromkeys(_ids(stage, route)):
            await stage.begin(member)
            if route.kind == "press":
                await member.click(here, custom_id, forge=True)
            else:
                await member.select(here, custom_id, [LITBC], forge=True)
            yield action, list(stage.discord.requests)


def _something(option: app_commands.Parameter) -> Any:
    """What an option may be given."""
    if option.choices:
        return option.choices[0].value
    kind = option.type.name
    if kind == "attachment":
        return ("list.csv", b"Title,Status\nBad Buddy,Completed\n")
    return {"user": "alice", "channel": "#lobby", "integer": 1, "number": 1, "boolean": False}.get(kind, LITBC)


async def type_everything(stage: Any, member: Member) -> AsyncIterator[tuple[str, list[Any]]]:
    """Every command that the member is offered, with what it cannot do without."""
    offered = {name.removeprefix("/").split()[0] for name in member.offered()}
    for command in stage.bot.client.tree.walk_commands():
        if isinstance(command, app_commands.Command) and command.qualified_name.split()[0] in offered:
            wanted = [one for one in command.parameters if one.required or one.name in ("series", "like")]
            options = {one.display_name.replace("-", "_"): _something(one) for one in wanted}
            await stage.begin(member)
            await member.command(f"/{command.qualified_name}", **options)
            yield command.qualified_name, list(stage.discord.requests)


@pytest.mark.asyncio(loop_scope="module")
async def test_no_button_and_no_command_at_all_shows_what_it_may_not(stage: Stage) -> None:
    """What is new is in here by itself: whatever somebody without progress presses or types."""
    pablo = stage.reader("unknown")
    met: set[str] = set()
    for everything in (press_everything, type_everything):
        async for door, requests in everything(stage, pablo):
            met.add(door)
            answers = [request for request in requests if is_answer(request)]
            public = [request for request in requests if not is_answer(request)]
            most = {NONE, BARRED} if door in ON_WISH else {NONE}
            assert {seen_of(answers, THREE), seen_of(answers, FIVE)} <= most, door
            assert {seen_of(public, THREE), seen_of(public, FIVE)} <= {NONE, _as_posted(stage.policy)[0]}, door
    assert met >= ON_WISH
    assert {"reviews.read", "reviews.list", "review why", "top reviews", "series"} <= met


def _takes_a_text(tree: ast.AST) -> bool:
    """Whether a module reads `.body` of anything, or `.reading` of a review."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("body", "reading"):
            owner = node.value
            is_connection = isinstance(owner, ast.Attribute) and owner.attr == "db"
            is_part = isinstance(owner, ast.Name) and owner.id == "self"  # a cog's part that reads reviews out
            if not is_connection and not is_part:
                return True
        if isinstance(node, ast.Name) and node.id in ("Reading", "reading_for", "excerpt", "visible_text"):
            return True
    return False


def test_every_module_that_shows_the_text_of_a_review_is_in_the_matrix() -> None:
    root = Path(__file__).parents[2]
    found = {
        path.relative_to(root).as_posix()
        for folder in ("bot/ui", "bot/edge", "cogs")
        for path in (root / folder).rglob("*.py")
        if _takes_a_text(tree_of(path))
    }
    unknown = found - SHOWS.keys() - TO_AUTHORS
    assert not unknown, f"{sorted(unknown)} show the text of reviews: add the places to PLACES and SHOWS"
    assert set(SHOWS.values()) <= PLACES.keys()
    assert SHOWS.keys() <= found, "the matrix names a module that shows no text any more"
