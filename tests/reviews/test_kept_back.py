"""What a member asked not to be told before they are there: every card × reader, judged by what went to Discord."""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import pytest_asyncio

from bot.app import App
from bot.domain.kept_back import KeptBack, Topic
from bot.domain.members.taste_match import RatedByBoth, TasteMatch
from bot.domain.progress import Progress, Status
from bot.domain.reviews.rules import SUB_SCORES
from bot.domain.series import Kind, Series
from bot.edge.gate import Gate
from bot.i18n import speaking
from bot.services import progressing
from bot.services.reviews import deleting, reviewing
from bot.ui.kit.reader import listen, wishes
from bot.ui.taste import taste_card
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.running import Running, running_bot
from tests.reviews.reviewers import CLUB, LITBC, posted
from tests.reviews.test_gating import is_answer, press_everything, texts_of, type_everything
from tests.sources import tree_of
from tests.ui.test_reasons import NOTHING, PICK, teller, why

# What gives each topic away, as it is written in Discord.
TOLD = {
    Topic.RATINGS: ("8.5/10", "6.5/10", "7.3/10", "7/10", "▁", "█"),
    Topic.CAST: ("Nam Yoon Su", "Go Young × Gyu Ho", "Jin Ho Eun"),  # what the premise calls its people is no cast
    Topic.EPISODES: ("8 episodes", "of 8", "episodes left", "7 episodes", "through episode 7"),
}
_GIVING = {"progress.rate", "rating", *SUB_SCORES}  # menus in which the reader gives ratings
READERS = {"nobody's wishes": "nok", "not there yet": "pablo", "has seen it": "haruka"}


@dataclass
class Stage:
    """A server where a series is rated and reviewed, and three readers."""

    discord: TestDiscord
    bot: Running
    review_id: int = 0

    def reader(self, kind: str) -> Member:
        return self.discord.member(READERS[kind]).at("#lobby", guild=CLUB)

    async def begin(self, member: Member) -> None:
        """The member is nowhere and wants to know nothing, whatever the last press told, and nothing was sent."""
        db, user_id, now = self.bot.app.db, int(member.id), self.bot.app.clock()
        await self.bot.app.wishes.keep(Topic, user_id, now=now)
        await progressing.forget(db, user_id, LITBC)
        # Of what they gave themselves they may be told.
        await progressing.rate(db, LITBC, user_id, None, guild_id=0, now=now)
        guild_id = int(self.discord.guild_id(CLUB))
        own = await reviewing.current_review(db, user_id, guild_id, LITBC)
        if own is not None:
            await deleting.delete_review(db, guild_id, own.id, user_id, now=now)
        self.discord.requests.clear()


Act = Callable[[Stage, Member], Awaitable[Any]]


def _typed(path: str, **options: Any) -> Act:
    return lambda _stage, member: member.command(path, **options)


def _pressed(button: str) -> Act:
    async def press(stage: Stage, member: Member) -> None:
        pressed = button.format(review=stage.review_id, alice=stage.discord.user_id("alice"))
        await member.click(await member.command("/help"), pressed, forge=True)

    return press


def _completed(path: str, option: str, typed: str) -> Act:
    return lambda _stage, member: member.autocomplete(path, option, typed)


@dataclass(frozen=True)
class Place:
    """How somebody gets there, and what it tells those who asked for nothing."""

    act: Act
    tells: frozenset[Topic]


RATINGS, CAST, EPISODES = (frozenset({topic}) for topic in Topic)
PLACES = {
    "series card": Place(_typed("/series", query=LITBC), frozenset(Topic)),
    "series card by a button": Place(_pressed(f"series.open:{LITBC}"), frozenset(Topic)),
    "a choice of series": Place(_typed("/series", query="nam yun su"), CAST | EPISODES),
    "titles while typing": Place(_completed("/series", "query", "nam yun su"), CAST),
    "list of reviews": Place(_pressed(f"reviews.list:{LITBC}"), RATINGS),
    "why this order": Place(_pressed(f"reviews.why:{LITBC}:_:1"), frozenset()),
    "review": Place(_pressed("reviews.read:{review}"), RATINGS),
    "review, anyway": Place(_pressed("reviews.reveal:{review}:1"), RATINGS),
    "reviews of a member": Place(_pressed("reviews.by:{alice}"), RATINGS),
    "profile": Place(_typed("/profile", member="alice"), RATINGS),
    "best rated series": Place(_typed("/top series"), RATINGS),
    "best reviews": Place(_typed("/top reviews"), frozenset()),
    "own place": Place(_pressed(f"progress.open:{LITBC}"), EPISODES),
    "own places": Place(_typed("/progress list"), EPISODES),
    "watchlist": Place(_typed("/watchlist"), EPISODES),
    "recommendations": Place(_typed("/recommend", like="Where Your Eyes Linger"), EPISODES),
    "lineage": Place(_pressed(f"lineage.open:{LITBC}"), frozenset()),
    "curve of episodes": Place(_pressed(f"episodes.open:{LITBC}"), frozenset()),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """The server with its readers, for tests that only look."""
    async with _new_stage(tmp_path_factory.mktemp("kept") / "linger.sqlite3") as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="module")
async def stage_of_its_own(tmp_path: Path) -> AsyncIterator[Stage]:
    """One like it, for a test in which the readers rate and review."""
    async with _new_stage(tmp_path / "linger.sqlite3") as stage:
        yield stage


@asynccontextmanager
async def _new_stage(database: Path) -> AsyncIterator[Stage]:
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, database) as bot:
                yield await _set(Stage(discord, bot))
    assert not discord.violations, "Discord would not take these requests:\n" + "\n".join(discord.violations)


async def _set(stage: Stage) -> Stage:
    await posted(stage.discord, "alice", "Tender.", rating=17, horizon="free")
    for name, rating in (("mina", 13), ("theo", 14)):
        await posted(stage.discord, name, "Loud.", rating=rating, horizon="free")
    for kind, answers in (
        ("nobody's wishes", {"episode": 1}),
        ("not there yet", {"episode": 1}),
        ("has seen it", {"status": "finished"}),
    ):
        await stage.reader(kind).command("/progress set", series=LITBC, **answers)
    for kind in ("not there yet", "has seen it"):
        asked = await stage.reader(kind).command("/progress privacy")
        noted = await stage.reader(kind).select(asked, "Nothing: tell me everything", ["Ratings", "Cast", "Episodes"])
        assert "Noted" in noted.text
    async with stage.bot.app.db.reading() as connection:
        author = int(stage.discord.user_id("alice"))
        found = list(await connection.execute_fetchall("SELECT id FROM reviews WHERE author_id = ?", (author,)))
    stage.review_id = found[0]["id"]
    return stage


def _told_in(requests: list[Any]) -> set[Topic]:
    """What the answers gave away; the menu in which the reader gives a rating tells none."""
    said = "\n".join(
        text for request in requests if is_answer(request) for text in texts_of(_without_own_menu(request.body))
    )
    return {topic for topic, signs in TOLD.items() if any(sign in said for sign in signs)}


def _without_own_menu(body: Any) -> Any:
    if isinstance(body, list | tuple):
        return [_without_own_menu(part) for part in body]
    if not isinstance(body, dict) or str(body.get("custom_id", "")).split(":")[0] in _GIVING:
        return None if isinstance(body, dict) else body
    return {key: _without_own_menu(value) for key, value in body.items()}


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("place", PLACES)
async def test_a_card_tells_what_its_reader_wants_to_know(stage: Stage, place: str, reader: str) -> None:
    stage.discord.requests.clear()
    await PLACES[place].act(stage, stage.reader(reader))
    told = _told_in(list(stage.discord.requests))
    if reader == "not there yet":
        assert told == set()
    elif reader == "nobody's wishes":
        assert told == PLACES[place].tells


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_whoever_is_there_is_told_everything(stage: Stage) -> None:
    card = await stage.reader("has seen it").command("/series", query=LITBC)
    assert not card.ephemeral
    assert all(any(sign in card.text for sign in signs) for signs in TOLD.values())


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_an_answer_that_leaves_something_out_is_private_and_says_so(stage: Stage) -> None:
    card = await stage.reader("not there yet").command("/series", query=LITBC)
    assert card.ephemeral
    assert "/progress privacy" in card.text


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_what_everybody_reads_follows_nobodys_wishes(stage_of_its_own: Stage) -> None:
    pablo = stage_of_its_own.reader("not there yet")
    sent = await posted(stage_of_its_own.discord, "pablo", "I like it.", rating=17, horizon="free", stage="watching")
    assert "8.5/10" in sent.text
    top = await pablo.command("/top series", share=True)
    assert not top.ephemeral
    assert "Love in the Big City" in top.text
    private = await pablo.command("/top series")
    assert "Love in the Big City" not in private.text


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_no_button_and_no_command_at_all_tells_what_is_kept_back(stage_of_its_own: Stage) -> None:
    """What is new is in here by itself, as in the matrix of hidden texts."""
    pablo = stage_of_its_own.reader("not there yet")
    met: set[str] = set()
    for everything in (press_everything, type_everything):
        async for door, requests in everything(stage_of_its_own, pablo):
            met.add(door)
            assert _told_in(requests) == set(), door
    assert {"reviews.read", "series.open", "review why", "top series", "series", "recommend"} <= met


# Cards of other people's making that no short way leads to

SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL, episodes=8)


def _listen(*topics: Topic, episode: int = 0) -> None:
    listen(KeptBack(1, frozenset(topics), {SERIES.id: Progress(1, SERIES.id, Status.WATCHING, episode)}))


def test_a_reason_names_nobody_who_plays_in_it() -> None:
    for role in ("cast", "couple"):
        listen(KeptBack())
        assert "Han" in teller().reason(why((role, "Han Gi Chan")), PICK, NOTHING)
        _listen(Topic.CAST)
        told = teller().reason(why((role, "Han Gi Chan")), PICK, NOTHING)
        assert told == "With somebody whom you know from *Where Your Eyes Linger*."


def test_a_comparison_shows_ones_own_ratings_only() -> None:
    match = TasteMatch(0.9, (both := (RatedByBoth(SERIES.id, 9.0, 3.0),)), both, (), (), ())
    listen(KeptBack())
    assert "3/10" in _text_of(taste_card(match, "Mina", lambda _id: SERIES, style="ten", other_id=2))
    _listen(Topic.RATINGS)
    shown = _text_of(taste_card(match, "Mina", lambda _id: SERIES, style="ten", other_id=2))
    assert "9/10" in shown
    assert "3/10" not in shown


def _text_of(view: Any) -> str:
    return "\n".join(getattr(item, "content", "") for item in view.walk_children())


def test_wishes_end_where_the_member_has_seen_it_and_where_everybody_reads() -> None:
    _listen(Topic.RATINGS, episode=7)
    assert wishes().keeps(Topic.RATINGS, SERIES)
    assert not wishes().keeps(Topic.CAST, SERIES)
    assert wishes().keeps(Topic.RATINGS, None), "of a series that is not known any more, nothing is told"
    with speaking("ko"):
        assert not wishes().topics
    with speaking("ko", to_everybody=False):
        assert wishes().topics
    _listen(Topic.RATINGS, episode=8)
    assert not wishes().keeps(Topic.RATINGS, SERIES)


async def test_where_wishes_cannot_be_read_everything_is_kept_back() -> None:
    async def opened() -> None:
        pass

    async def of(_user_id: int) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    app = SimpleNamespace(wishes=SimpleNamespace(of=of), catalogues=SimpleNamespace(opened=opened))
    await Gate(cast(App, app), set).listen(cast(Any, SimpleNamespace(user=SimpleNamespace(id=1))))
    assert wishes().topics == set(Topic)


# Modules at the edge that show ratings of others, cast or numbers of episodes, and where that is looked at above.
OBEYS = {
    "bot/ui/leaderboards.py": "best rated series",
    "bot/ui/profile.py": "profile",
    "bot/ui/progress.py": "own place",
    "bot/ui/recommendations/card.py": "recommendations",
    "bot/ui/reviews/card.py": "review",
    "bot/ui/series/card.py": "series card",
    "bot/ui/series/words.py": "titles while typing",
    "bot/ui/discussion/episodes.py": "curve of episodes",  # holds no episode that its reader has not watched
}
ELSEWHERE = {
    "bot/ui/recommendations/reasons.py": "the reader's own ratings; of the cast see the test above",
    "bot/ui/taste.py": "see the test above",
    "bot/ui/reviews/forms.py": "the author's own form",
    "bot/ui/digest.py": "for everybody",
    "bot/ui/lists.py": "what the reader brings from elsewhere, and takes along",
    "bot/ui/kit/rating_words.py": "the words themselves",
}
_SIGNS = {"rating_words", "spread_words", "ratings_count", "episodes_words", "cast", "couples", "mean", "average"}


def _tells(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.FunctionDef):
            name = node.id if isinstance(node, ast.Name) else node.name
            if name in _SIGNS:
                return True
        if isinstance(node, ast.Attribute) and node.attr in _SIGNS and ast.unparse(node) != "typing.cast":
            return True
    return False


def test_every_module_that_shows_such_facts_is_in_the_matrix() -> None:
    root = Path(__file__).parents[2]
    found = {
        path.relative_to(root).as_posix()
        for folder in ("bot/ui", "bot/edge", "cogs")
        for path in (root / folder).rglob("*.py")
        if _tells(tree_of(path))
    }
    unknown = found - OBEYS.keys() - ELSEWHERE.keys()
    assert not unknown, f"{sorted(unknown)} show what members may have kept back: add the places to PLACES and OBEYS"
    assert set(OBEYS.values()) <= PLACES.keys()
    stale = (OBEYS.keys() | ELSEWHERE.keys()) - found
    assert not stale, "the matrix names modules that show nothing of it any more"
