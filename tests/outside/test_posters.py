"""Posters: had once, checked, made small, kept within bounds; none where there is none, and never one for grown-ups."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from PIL import Image

from bot.domain.series import Poster
from bot.providers.door import Http
from bot.services.outside.posters import LARGEST, Posters, made_small
from tests.outside.services import Service, redirect, serving, silence, status
from tests.outside.test_door import Shelf


def picture(width: int = 900, height: int = 1300, sort: str = "PNG", colour: str = "teal") -> bytes:
    """A picture as a service has it."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, sort)
    return target.getvalue()


def kept_in(folder: Path) -> list[Path]:
    """The posters on disk."""
    return list(folder.glob("*.jpg"))


def sent(content: bytes, content_type: str = "image/png") -> object:
    return lambda _request: web.Response(body=content, content_type=content_type)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with serving() as found:
        found.answers["/p.png"] = sent(picture())  # type: ignore[assignment]  # it answers
        yield found


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    opened = Http(Shelf())
    yield opened
    await opened.close()


def store(http: Http, service: Service, folder: Path, *, most_bytes: int = 200_000_000) -> Posters:
    return Posters(http, folder, trusted=service.home, most_bytes=most_bytes)


async def test_a_poster_is_had_once_and_outlives_its_link(service: Service, http: Http, tmp_path: Path) -> None:
    poster = Poster(f"{service.home}/p.png", "TVmaze")
    first = await store(http, service, tmp_path).get(poster, within_s=10)
    assert first is not None
    with Image.open(io.BytesIO(first)) as small:
        assert small.format == "JPEG"
        assert small.width <= LARGEST[0]
        assert small.height <= LARGEST[1]
    service.fault = status(404)
    assert await store(http, service, tmp_path).get(poster, within_s=10) == first
    assert len(service.asked) == 1


async def test_one_for_grown_ups_is_never_asked_for(service: Service, http: Http, tmp_path: Path) -> None:
    posters = store(http, service, tmp_path)
    assert await posters.get(Poster(f"{service.home}/p.png", "x", adult=True), within_s=5) is None
    assert await posters.get(None, within_s=5) is None
    assert service.asked == []


async def test_one_that_takes_too_long_is_there_the_next_time(service: Service, http: Http, tmp_path: Path) -> None:
    gate = asyncio.Event()

    async def slow(_request: web.Request) -> web.Response:
        await gate.wait()
        return web.Response(body=picture(), content_type="image/png")

    service.fault = slow
    posters, poster = store(http, service, tmp_path), Poster(f"{service.home}/p.png", "TVmaze")
    assert await posters.get(poster, within_s=0.05) is None
    gate.set()
    assert await posters.get(poster, within_s=10) is not None
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "fault",
    [
        status(500),
        sent(b"<html>", "text/html"),
        sent(b"\x89PNG\r\n\x1a\nbroken"),
        sent(b"GIF89a" + b"x" * 100, "image/gif"),
        sent(picture(10, 10)),
        sent(b"x" * 7_000_000),
        redirect("https://10.0.0.1/p.png"),
        redirect("http://169.254.169.254/p.png"),
    ],
)
async def test_what_is_no_poster_leaves_no_hole(service: Service, http: Http, tmp_path: Path, fault: object) -> None:
    service.fault = fault  # type: ignore[assignment]  # it answers
    posters, poster = store(http, service, tmp_path), Poster(f"{service.home}/p.png", "TVmaze")
    assert await posters.get(poster, within_s=10) is None
    asked = len(service.asked)
    assert await posters.get(poster, within_s=10) is None
    assert len(service.asked) == asked, "it is not asked for again at once"
    assert kept_in(tmp_path) == []


async def test_the_store_stays_within_its_bounds(service: Service, http: Http, tmp_path: Path) -> None:
    for number, colour in enumerate(("red", "green", "blue", "yellow")):
        service.answers[f"/{number}.png"] = sent(picture(colour=colour))  # type: ignore[assignment]  # it answers
    one = len(made_small(picture()))
    posters = store(http, service, tmp_path, most_bytes=int(one * 2.5))
    for number in range(4):
        assert await posters.get(Poster(f"{service.home}/{number}.png", "x"), within_s=10) is not None
    assert len(kept_in(tmp_path)) == 2


async def test_what_may_not_be_kept_any_longer_is_removed_however_much_room_there_is(
    service: Service, http: Http, tmp_path: Path
) -> None:
    posters = store(http, service, tmp_path)
    for name in ("old", "new"):
        service.answers[f"/{name}.png"] = sent(picture())  # type: ignore[assignment]  # it answers
        assert await posters.get(Poster(f"{service.home}/{name}.png", "x"), within_s=10) is not None
        for path in kept_in(tmp_path) if name == "old" else ():
            fetched_at = path.stat().st_mtime - 151 * 86_400
            os.utime(path, (path.stat().st_mtime, fetched_at))
            old = path
    await posters.tidy()
    assert kept_in(tmp_path)
    assert old not in kept_in(tmp_path)


async def test_a_store_without_room_keeps_nothing_and_shows_all(service: Service, http: Http, tmp_path: Path) -> None:
    posters = store(http, service, tmp_path / "none", most_bytes=0)
    for _time in range(2):
        assert await posters.get(Poster(f"{service.home}/p.png", "x"), within_s=10) is not None
    assert kept_in(tmp_path / "none") == []
    assert len(service.asked) == 2


async def test_an_address_by_http_that_nobody_trusts_is_refused(service: Service, http: Http, tmp_path: Path) -> None:
    assert await Posters(http, tmp_path, most_bytes=1).get(Poster(f"{service.home}/p.png", "x"), within_s=5) is None
    assert service.asked == []


async def test_closing_does_not_wait_for_a_slow_source(service: Service, http: Http, tmp_path: Path) -> None:
    service.fault = silence()
    posters = store(http, service, tmp_path)
    assert await posters.get(Poster(f"{service.home}/p.png", "x"), within_s=0.05) is None
    async with asyncio.timeout(5):
        await posters.close()


def test_a_picture_that_claims_a_huge_size_is_not_unpacked() -> None:
    huge = bytearray(picture(100, 100))
    huge[16:24] = (60_000).to_bytes(4, "big") * 2  # the header of a PNG says how large it is
    with pytest.raises(ValueError, match=r"pixels|drawn"):
        made_small(bytes(huge))
