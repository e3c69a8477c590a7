"""The browser keeps what the page loads, and asks for all of it again once any file was changed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.playground.server import LoopbackDiscord


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "kit").mkdir()
    (tmp_path / "index.html").write_text('<script src="/static/main.js"></script><link href="/static/kit/a.css" />')
    (tmp_path / "main.js").write_text("one")
    (tmp_path / "kit" / "a.css").write_text("two")
    return tmp_path


@pytest.fixture
async def asked(page: Path) -> AsyncIterator[aiohttp.ClientSession]:
    async with LoopbackDiscord(page=page) as discord, aiohttp.ClientSession(discord.page_url) as session:
        yield session


async def loaded(asked: aiohttp.ClientSession) -> list[str]:
    """What the page loads now."""
    async with asked.get("/") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return re.findall(r'(?:src|href)="([^"]+)"', await answer.text())


async def kept(asked: aiohttp.ClientSession, address: str) -> tuple[str, bool]:
    """What is at an address, and whether the browser need not ask for it again."""
    async with asked.get(address) as answer:
        return await answer.text(), "immutable" in answer.headers["Cache-Control"]


async def test_what_the_page_loads_is_kept_for_good(asked: aiohttp.ClientSession) -> None:
    script, style = await loaded(asked)
    assert (await kept(asked, script), await kept(asked, style)) == (("one", True), ("two", True))
    assert await loaded(asked) == [script, style]


async def test_after_any_change_everything_has_another_address(asked: aiohttp.ClientSession, page: Path) -> None:
    script, style = await loaded(asked)
    (page / "kit" / "a.css").write_text("three")
    now = await loaded(asked)
    assert not {script, style} & set(now)
    assert await kept(asked, now[1]) == ("three", True)
    assert await kept(asked, style) == ("three", False), "a page of before is served, and keeps nothing"


async def test_without_an_edition_nothing_is_kept(asked: aiohttp.ClientSession) -> None:
    await loaded(asked)
    assert await kept(asked, "/static/main.js") == ("one", False)
