"""Whatever somebody types into /recommend, however long Discord lets it be: the others do not wait.

Each text goes through the whole bot and is answered. How long the event loop's own thread works without a turn for
anybody else is measured on what the command does, without the loopback Discord, which shares the loop; in processor
time, which other programs do not touch, and beside the same for a plain text.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import pytest

from bot.domain.phrases import LONGEST_PHRASE
from bot.domain.recommendations import Request
from bot.services.catalogue.series_lookup import find_matches, find_series
from bot.services.recommendations import recommending
from bot.services.recommendations.understanding import avoidable, take_titles
from bot.ui.recommendations.card import nothing_left, recommendations_card
from cogs.recommendations.options import LONGEST_AVOIDED, LONGEST_LIKED
from tests.domain.phrases.hostile import FAMILIES
from tests.recommendations.club import SEMANTIC, Club

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

LONGEST = {"mood": LONGEST_PHRASE, "like": LONGEST_LIKED, "avoid": LONGEST_AVOIDED}
PLAIN = {"mood": "korean, slow burn", "like": SEMANTIC, "avoid": "bullying"}
MAY_BE_LATE_S = 0.020
LOOK_S = 0.001  # how often it is looked


@dataclass
class Stretch:
    """The longest stretch of work so far, in seconds of processor time."""

    longest_s: float = 0.0


@contextmanager
def _no_collection() -> Iterator[None]:
    """The collection of garbage hits whoever is at work; it is not theirs."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@asynccontextmanager
async def watched() -> AsyncIterator[Stretch]:
    """Watches the loop's thread: what it worked between two looks, which its waiting is no part of."""
    stretch = Stretch()

    async def watch() -> None:
        before = time.thread_time()
        while True:
            await asyncio.sleep(LOOK_S)
            now = time.thread_time()
            stretch.longest_s = max(stretch.longest_s, now - before)
            before = now

    with _no_collection():
        task = asyncio.create_task(watch())
        try:
            yield stretch
        finally:
            task.cancel()


def hostile(family: str, option: str) -> str:
    """A text of this family, as long as the option takes."""
    text = (FAMILIES[family] * LONGEST[option])[: LONGEST[option]]
    return text if text.strip() else "."


async def answered(club: Club, option: str, typed: str) -> None:
    """What the command does with a text, up to the card."""
    app = club.app
    if option == "avoid":
        await avoidable(app.catalogues, typed)
        return
    if option == "like":
        find_series(app.catalogues, app.activity, club.guild_id, typed)
        await find_matches(app.catalogues, app.activity, club.guild_id, typed)
        return
    liked, mood = await take_titles(app.catalogues, app.activity, club.guild_id, typed, most=3)
    asked = Request(club.user_id("theo"), club.guild_id, tuple(one.id for one in liked), mood)
    request = await recommending.begin(app.db, asked, now=app.clock())
    answer = await recommending.recommend(
        app.db, app.recommendations, app.catalogues, request.turned(), learn_from_server=False, now=app.clock()
    )
    vocabulary = app.catalogues.vocabulary
    narrow = answer.too_narrow
    if answer.picks:
        picks = [(pick, "because") for pick in answer.picks]
        recommendations_card(
            answer.request,
            picks,
            answer.phrase,
            vocabulary,
            liked=liked,
            avoided=(),
            guesses=answer.guesses,
            narrow=narrow,
        )
    else:
        nothing_left(answer.request, answer.phrase, vocabulary, narrow)


async def longest_stretch(club: Club, option: str, typed: str) -> float:
    """The longest stretch of work on the loop while a text is answered; the better of two, as the first warms up."""
    stretches = []
    for _time in range(2):
        async with watched() as stretch:
            await answered(club, option, typed)
        stretches.append(stretch.longest_s)
    return min(stretches)


@pytest.mark.parametrize("option", LONGEST)
async def test_no_text_makes_the_others_wait(club: Club, option: str) -> None:
    plain = await longest_stretch(club, option, PLAIN[option])
    stretches = {family: await longest_stretch(club, option, hostile(family, option)) for family in FAMILIES}
    late = {family: stretch for family, stretch in stretches.items() if stretch > plain + MAY_BE_LATE_S}
    assert not late, f"beside {plain:.3f} s for a plain text"


@pytest.mark.parametrize("option", LONGEST)
async def test_every_text_is_answered(club: Club, option: str) -> None:
    member = club.member("theo")
    for family in FAMILIES:
        reply = await member.command("/recommend", **{option: hostile(family, option)})
        assert not reply.failed, family
        assert "something went wrong" not in reply.text.lower(), family


@pytest.mark.parametrize("option", ["like", "avoid"])
async def test_every_keystroke_is_answered(club: Club, option: str) -> None:
    member = club.member("theo")
    for family in FAMILIES:
        offered = await member.autocomplete("/recommend", option, hostile(family, option))
        assert len(offered) <= 25, family


async def test_discord_takes_no_more_than_what_is_read(club: Club) -> None:
    command = next(one for one in club.client.tree.get_commands() if one.name == "recommend")
    longest = {option["name"]: option["max_length"] for option in command.to_dict(club.client.tree)["options"]}
    assert longest == LONGEST
