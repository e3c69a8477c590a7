"""A season that nobody knows, typed into every option that takes a series: it asks, and nothing lands elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from discord import app_commands

from bot.services.recommendations.understanding import take_titles
from tests.loopback.hall import Hall

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
KNOWN = "bad-buddy-th-2021"
# Every option that takes a series → what else the command needs.
OPTIONS: dict[tuple[str, str], dict[str, object]] = {
    ("/series", "query"): {},
    ("/remind", "series"): {},
    ("/progress set", "series"): {"status": "finished"},
    ("/progress next", "series"): {},
    ("/review write", "series"): {},
    ("/review read", "series"): {},
    ("/review why", "series"): {},
    ("/discuss", "series"): {},
    ("/watch start", "series"): {},
    ("/watch status", "series"): {},
    ("/watch end", "series"): {},
    ("/suggest", "if-liked"): {"try": KNOWN, "because": "The same calm."},
    ("/suggest", "try"): {"if-liked": KNOWN, "because": "The same calm."},
    ("/recommend", "like"): {},
    ("/catalogue edit", "series"): {},
    ("/catalogue alias", "series"): {"name": "Some other name"},
    ("/catalogue lineage", "series"): {"link": "sequel", "to": KNOWN},
    ("/catalogue lineage", "to"): {"link": "sequel", "series": KNOWN},
    ("/catalogue remove", "series"): {},
    ("/catalogue merge", "duplicate"): {"into": KNOWN},
    ("/catalogue merge", "into"): {"duplicate": KNOWN},
}


async def test_the_options_tried_are_all_that_there_are(hall: Hall) -> None:
    there = {
        (f"/{command.qualified_name}", parameter.display_name)
        for command in hall.client.tree.walk_commands()
        if isinstance(command, app_commands.Command)
        for parameter in command.parameters
        if _completed_by(command, parameter.name) in ("complete_series", "complete_liked")
    }
    assert there == set(OPTIONS)


def _completed_by(command: app_commands.Command[Any, ..., Any], parameter: str) -> str:
    return getattr(command._params[parameter].autocomplete, "__name__", "")


@pytest.mark.parametrize(
    "typed", ["pit babe 3", "Sweet Home season four", "2 moons final season", "tharntype season 7"]
)
@pytest.mark.parametrize(("command", "option"), OPTIONS)
async def test_an_option_asks_which_season_is_meant(hall: Hall, command: str, option: str, typed: str) -> None:
    reply = await hall.admin.command(command, **{option: typed}, **OPTIONS[command, option])
    assert "I don't know “" in reply.text or "Which one do you mean by “" in reply.text
    assert typed in reply.text
    async with hall.db.reading() as connection:
        for table in ("progress", "review_drafts", "watch_parties", "canon_series"):
            rows = await connection.execute_fetchall(f"SELECT count(*) FROM {table}")
            assert [tuple(row) for row in rows] == [(0,)], table


@pytest.mark.parametrize(
    ("mood", "taken"),
    [
        ("something like pit babe 3, but softer", "pit-babe-th-2023"),
        ("sweet home season four vibes", "sweet-home-kr-2020"),
        ("I loved pit babe 2", "pit-babe-2-th-2025"),
    ],
)
async def test_a_mood_takes_the_series_for_a_season_that_nobody_knows(hall: Hall, mood: str, taken: str) -> None:
    app = hall.app
    series, _rest = await take_titles(app.catalogues, app.activity, hall.guild_id, mood, most=3)
    assert [one.id for one in series] == [taken]
