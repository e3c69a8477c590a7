"""Whatever somebody types or uploads, as long as Discord lets it be: nobody else waits for it.

Options and forms are found in the running bot, so that new ones are in the table by themselves. What is measured is
the loop's own processor time between two turns, beside the same for a plain text in the same run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from typing import Any

import pytest
from discord import app_commands

from bot.domain.reviews.rules import MAX_HEADLINE
from bot.edge import router
from tests.domain.phrases.hostile import FAMILIES
from tests.loopback.hall import Hall
from tests.loopback.members import Member
from tests.recommendations.test_hostile_lengths import watched
from tests.reviews.reviewers import LITBC, draft, posted

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MAY_BE_LATE_S = 0.020
TEXT, SUB_COMMAND, SUB_GROUP = 3, 1, 2
NEEDED = {TEXT: LITBC, 4: 1, 5: True}  # what stands in another option that has to be filled
WORST = ("repeated numbers", "unknown words", "combining marks", "one huge token", "bars", "brackets", "dates", "Thai")
PLAIN = "tender and slow"
LONGEST_FIELD = 4000  # characters, as Discord allows
SHORT = {"headline": MAX_HEADLINE}  # what is kept of it stands in the next form
Json = dict[str, Any]


def text_options(hall: Hall) -> Iterator[tuple[str, Json, list[Json]]]:
    """Each text option of each command that a member is offered: the command, the option, the command's others."""

    def below(path: str, options: list[Json]) -> Iterator[tuple[str, Json, list[Json]]]:
        for option in options:
            if option["type"] in (SUB_COMMAND, SUB_GROUP):
                yield from below(f"{path} {option['name']}", option.get("options", []))
            elif option["type"] == TEXT and not option.get("choices"):
                yield path, option, [other for other in options if other is not option]

    for command in hall.client.tree.get_commands():
        if not isinstance(command, app_commands.ContextMenu):
            yield from below(f"/{command.name}", command.to_dict(hall.client.tree).get("options", []))


def hostile(family: str, length: int) -> str:
    return (FAMILIES[family] * length)[:length].strip() or "."


async def longest(act: Callable[[], Awaitable[object]]) -> float:
    """The longest stretch of the loop's work during an act; the better of two, for the first warms up."""
    stretches = []
    for _time in range(2):
        async with watched() as stretch:
            await act()
        stretches.append(stretch.longest_s)
    return min(stretches)


async def test_every_option_bounds_what_may_be_typed(hall: Hall) -> None:
    options = [(path, option["name"], option.get("max_length", 6000)) for path, option, _ in text_options(hall)]
    unbounded = [option for option in options if option[2] > 1000]
    assert not unbounded


async def test_no_option_makes_the_others_wait(hall: Hall) -> None:
    member, late = hall.admin, {}

    def typed(path: str, option: Json, others: list[Json], words: str) -> Callable[[], Awaitable[object]]:
        filled = {o["name"]: o["choices"][0]["value"] if o.get("choices") else NEEDED.get(o["type"])
                  for o in others if o.get("required")}  # fmt: skip

        async def act() -> None:
            await member.command(path, **{**filled, option["name"]: words})
            if option.get("autocomplete"):
                await member.autocomplete(path, option["name"], words)

        return act

    for path, option, others in text_options(hall):
        if any(o.get("required") and o["type"] not in NEEDED and not o.get("choices") for o in others):
            continue  # a member or a file has to be there; what is typed beside it is short
        plain = await longest(typed(path, option, others, PLAIN))
        for family in WORST:
            took = await longest(typed(path, option, others, hostile(family, option["max_length"])))
            if took > plain + MAY_BE_LATE_S:
                late[path, option["name"], family] = round(took - plain, 3)
    assert not late


@cache
def _zip() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * 50_000_000)
    return into.getvalue()


UPLOADS: dict[str, bytes] = {
    "UTF-16": b"\xff\xfe" + "한국 드라마 ".encode("utf-16-le") * 12_000,
    "a broken UTF-16": b"\xff\xfe" + b"\x00\xd8" * 90_000,
    "nested JSON": b"[" * 190_000,
    "one line": b"a" * 190_000,
    "empty lines": b"\n" * 190_000,
    "bars": b"||" * 95_000,
    "combining marks": "é̈".encode() * 40_000,
    "more than was said": b"a" * 5_000_000,
}


@pytest.fixture
def lying(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord is told of files that they are small."""
    upload = hall.discord.people.upload

    def said_to_be_small(user_id: str, filename: str, content: bytes) -> Json:
        stored = upload(user_id, filename, content)
        stored["size"] = min(len(content), 60_000)
        return stored

    monkeypatch.setattr(hall.discord.people, "upload", said_to_be_small)


@pytest.mark.usefixtures("lying")
@pytest.mark.parametrize("where", ["review", "settings", "list"])
async def test_no_upload_makes_the_others_wait(hall: Hall, where: str) -> None:
    writer, late = hall.member("nok"), {}  # whose drafts are as this test leaves them
    preview = await draft(writer)

    def sent(data: bytes) -> Callable[[], Awaitable[object]]:
        async def act() -> None:
            if where == "review":
                form = await writer.click(preview, "Upload a text file")
                await writer.submit(form, files=[("review.txt", data)])
            elif where == "list":
                await hall.admin.command("/import file", file=("list.csv", data))
            else:
                await hall.admin.command("/config import", file=("settings.json", data))

        return act

    plain = await longest(sent(b"plain words. " * 10))
    for name, data in {"a zip that is called a text": _zip()[:190_000], **UPLOADS}.items():
        took = await longest(sent(data))
        if took > plain + MAY_BE_LATE_S:
            late[name] = round(took - plain, 3)
    assert not late, f"beside {plain:.3f} s"


class EveryField(dict[str, list[str]]):
    """Whatever a form asks for was filled in with the same words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.was_read = False

    def __contains__(self, name: object) -> bool:
        return True

    def get(self, name: str, default: object = None) -> list[str]:  # type: ignore[override]
        self.was_read = True
        return [self._words[: SHORT.get(name, LONGEST_FIELD)]]


# What stands in a form's custom id, by the names of its method's parameters; any other text is a series.
ARGUMENTS = {"name": "time_zone", "shown": "x", "page": "names", "days": "7", "opened_with": "x"}


# What reads no words here: a file, a draft without a series, a decision on a review that nobody reported.
UNREAD = {"reviews.file", "reviews.adopt", "moderation.widened"}


def argument(name: str, kind: type) -> str:
    return ARGUMENTS.get(name, "1" if kind is int else LITBC)


def forms(hall: Hall) -> list[str]:
    """The custom id of each form that the bot takes, found in its router: new ones are here by themselves."""
    return [
        ":".join(
            [
                route.action,
                *(ARGUMENTS.get(name, "1" if kind is int else LITBC) for name, kind, _ in route.parameters),
                "1",
            ]
        )
        for route in hall.client.router.routes.values()
        if route.kind == "submit"
    ]


async def send_form(member: Member, opened: Any, custom_id: str) -> Any:
    """Submit a form that looks like any other that was opened, under another custom id."""
    people = member.discord.people
    shown = people.asking.last[f"{member.id}:{opened.modal['custom_id']}"]
    people.asking.last[f"{member.id}:{custom_id}"] = shown
    data = {"custom_id": custom_id, "components": []}
    return await people.interact(member.id, {"type": 5, "channel_id": shown.channel.id, "data": data, "forge": True})


async def test_no_form_makes_the_others_wait(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    member, late, unread, typed = hall.admin, {}, set(), EveryField("")
    await posted(hall.discord)  # review 1, which some of them are about
    monkeypatch.setattr(router, "read_fields", lambda _interaction: router.Fields(typed, {}))
    opened = await member.command("/review write", series=LITBC)
    await member.submit(opened, {}, forge=True)
    found = forms(hall)
    assert len(found) > 15

    async def took(custom_id: str, words: str) -> float:
        nonlocal typed
        typed = EveryField(words)
        return await longest(lambda: send_form(member, opened, custom_id))

    for custom_id in found:
        plain = await took(custom_id, (PLAIN * LONGEST_FIELD)[:LONGEST_FIELD])
        if not typed.was_read:
            unread.add(custom_id.split(":")[0])
        for family in WORST:
            spent = await took(custom_id, hostile(family, LONGEST_FIELD))
            if spent > plain + MAY_BE_LATE_S:
                late[custom_id, family] = round(spent - plain, 3)
    assert not late
    assert unread <= UNREAD
    # A date that somebody wrote stays as it was written.
    hall.discord.violations[:] = [one for one in hall.discord.violations if "'2024-01-02' is in no language" not in one]
