"""What a moderator does in ten typical cases, in presses: docs/admins.md says how many, and here they are counted."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.domain.settings import SetTo
from tests.loopback.hall import Hall, insert_review
from tests.loopback.replies import Reply, Seen

living = pytest.mark.asyncio(loop_scope="module")
DOCS = Path(__file__).parent.parent.parent / "docs" / "admins.md"
TEMPLATE = "Spoilers outside of the bars"
TYPED = 4  # Discord's type of a field that words are typed into


def told() -> dict[str, int]:
    """The last column of the table, by its first."""
    chapter = DOCS.read_text("utf-8").split("### Ten cases in presses")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in chapter.splitlines() if re.match(r"\| [a-z]", line)]
    return {row[0]: int(row[-1]) for row in rows if row[-1].isdecimal()}


@dataclass
class Desk:
    """The moderator at a report's card; every click, choice and sending is a press, typing is none."""

    hall: Hall
    card: Seen
    review: int
    presses: int = 0

    async def click(self, message: Any, button: str) -> Reply:
        self.presses += 1
        return await self.hall.moderator.click(message, button)

    async def choose(self, message: Any, menu: str, value: str) -> Reply:
        self.presses += 1
        return await self.hall.moderator.select(message, menu, value)

    async def send(self, form: Reply, answers: dict[str, str]) -> Reply:
        kinds = {field["custom_id"]: field["type"] for field in form.fields.values()}
        self.presses += 1 + sum(kinds[name] != TYPED for name in answers)
        return await self.hall.moderator.submit(form, answers)

    async def command(self, name: str, **options: Any) -> Reply:
        self.presses += 1
        return await self.hall.moderator.command(name, **options)


async def hide(desk: Desk) -> str:
    return (await desk.send(await desk.click(desk.card, "Hide"), {"reason": "The ending."})).text


async def hide_for_a_template(desk: Desk) -> str:
    return (await desk.send(await desk.click(desk.card, "Hide"), {"template": TEMPLATE})).text


async def delete(desk: Desk) -> str:
    return (await desk.send(await desk.click(desk.card, "Delete"), {"reason": "The ending."})).text


async def widen(desk: Desk) -> str:
    form = await desk.click(desk.card, "Widen horizon")
    return (await desk.send(form, {"horizon": "5", "reason": "Episode 5 is in it."})).text


async def warn(desk: Desk) -> str:
    return (await desk.send(await desk.click(desk.card, "Warn the author"), {"reason": "Mark the ending."})).text


async def bar(desk: Desk) -> str:
    form = await desk.choose(desk.card, f"moderation.bar:{desk.review}", "7")
    return (await desk.send(form, {"reason": "Three endings."})).text


async def take_back(desk: Desk) -> str:
    done = await desk.send(await desk.click(desk.card, "Hide"), {"reason": "The ending."})
    desk.presses = 0
    return (await desk.click(done, "Undo")).text


async def history(desk: Desk) -> str:
    return (await desk.command("/moderation history", member="alice")).text


async def say_better(desk: Desk) -> str:
    done = await desk.send(await desk.click(desk.card, "Hide"), {"reason": "The ending."})
    desk.presses = 0
    return (await desk.send(await desk.click(done, "Reason"), {"reason": "Episode 8 and the ending."})).text


async def who_reported(desk: Desk) -> str:
    return (await desk.click(desk.card, "Who reported it")).text


# The deed, and a word of what comes of it.
CASES: dict[str, tuple[Callable[[Desk], Awaitable[str]], str]] = {
    "hide a reported review and say why": (hide, "Case"),
    "hide it for one of the server's reasons": (hide_for_a_template, "Case"),
    "delete it and say why": (delete, "Case"),
    "widen its horizon and say why": (widen, "Case"),
    "warn its author": (warn, "Case"),
    "bar its author for a week and say why": (bar, "Case"),
    "take a decision back": (take_back, "Taken back"),
    "see what was done about its author before": (history, "case"),
    "say the reason better, afterwards": (say_better, "Episode 8"),
    "see who reported it": (who_reported, "nok"),
}


def test_every_case_of_the_table_is_counted() -> None:
    assert set(told()) == set(CASES)
    assert len(CASES) == 10


@living
@pytest.mark.parametrize("case", CASES)
async def test_a_case_takes_as_many_presses_as_the_docs_say(hall: Hall, case: str) -> None:
    wishes = [SetTo("moderation_channel_id", int(hall.queue_id)), SetTo("reason_templates", (TEMPLATE,))]
    await hall.app.servers.apply(hall.guild_id, wishes, actor_id=int(hall.admin.id))
    number = list(CASES).index(case)
    place = {"guild_id": hall.guild_id, "channel_id": int(hall.channel("#lobby")), "message_id": None}
    longer = [one.id for one in hall.app.catalogues.every(hall.guild_id) if (one.episodes or 0) >= 8]
    author = {"author_id": int(hall.member("alice").id), "series_id": longer[number], "headline": f"Number {number}."}
    review = await insert_review(hall.db, **place | author)
    reporter = hall.member("nok")
    form = await reporter.click(await reporter.command("/help"), f"reports.open:{review}", forge=True)
    await reporter.submit(form, {"reason": "It spoils more than it says", "note": ""})

    def card() -> Seen | None:
        seen = hall.discord.all_messages(hall.queue_id)
        return next((one for one in seen if f"Number {number}." in one.text), None)

    desk = Desk(hall, await hall.discord.wait_for(card), review)
    deed, word = CASES[case]
    said = await deed(desk)
    assert word in said or hall.member("nok").id in said, said
    assert desk.presses == told()[case], said
