"""Filling the catalogue in bulk: from a file and from outside, broken off and gone on with, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app, utc_now
from bot.cli import main
from bot.domain.catalogue import read_series
from bot.errors import UserError
from bot.providers.door import Http
from bot.providers.tmdb import TMDB
from bot.providers.wikidata import Wikidata
from bot.services.outside import bulk
from bot.settings import Settings
from tests.loopback.hall import rows_of
from tests.loopback.running import new_catalogues
from tests.outside.services import Service, serving, status
from tests.outside.test_door import Shelf
from tests.outside.test_providers import KEY, SHOW, item

OURS = {"title": "Where Your Eyes Linger", "country": "KR", "year": 2020, "kind": "general", "episodes": 99}


def line(number: int, **said: Any) -> str:
    """A line of a catalogue file."""
    return json.dumps({"title": f"Bulk {number}", "country": "KR", "year": 2024, "kind": "general", **said})


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    settings = Settings(database_path=tmp_path / "linger.sqlite3", providers=())
    async with open_app(settings, new_catalogues=new_catalogues) as opened:
        yield opened


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with serving() as found:
        yield found


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    opened = Http(Shelf())
    yield opened
    await opened.close()


def seen(found: list[tuple[int, int]]) -> bulk.Report:
    """Remembers what was reported."""
    return lambda read, taken: found.append((read, taken))


async def test_a_file_is_taken_once_and_never_contradicts_what_comes_with_the_program(app: App) -> None:
    lines = [
        *(line(number) for number in range(450)),
        json.dumps(OURS | {"minutes": 10, "website": "https://x.example/"}),
    ]
    reports: list[tuple[int, int]] = []

    async def fill() -> bulk.Filled:
        series = read_series(lines, file="mine.jsonl")
        return await bulk.fill_from_file(app.db, app.catalogues, series, clock=utc_now, report=seen(reports))

    assert await fill() == bulk.Filled(451, 451)
    assert [read for read, _taken in reports] == [200, 400, 451]
    assert app.catalogues.search(None, "bulk 449")[0].series_id == "bulk-449-kr-2024"
    linger = app.catalogues.require(None, "where-your-eyes-linger-kr-2020")
    assert linger.episodes != 99
    assert linger.website == "https://x.example/"
    assert await fill() == bulk.Filled(451, 0), "the same file again changes nothing"
    lines[0] = line(0, episodes=12)
    assert await fill() == bulk.Filled(451, 1)
    assert app.catalogues.require(None, "bulk-0-kr-2024").episodes == 12


def test_the_command_tells_what_came_and_the_bot_knows_it_when_it_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, env = tmp_path / "mine.jsonl", tmp_path / ".env"
    file.write_text(f"{line(1)}\n\n{line(2)}\n", encoding="utf-8")
    env.write_text(f"DATABASE_PATH={tmp_path / 'linger.sqlite3'}\nPROVIDERS=\n", encoding="utf-8")
    assert main(["import", "catalogue", str(file), "--env-file", str(env)]) == 0
    assert "2 read, 2 of them new" in capsys.readouterr().out
    assert main(["import", "catalogue", str(file), "--most", "1", "--env-file", str(env)]) == 0
    assert "1 read, 0 of them new" in capsys.readouterr().out
    for source, said in (("nowhere.jsonl", "no file"), ("wikidata", "PROVIDERS"), ("tmdb", "TMDB_API_KEY")):
        assert main(["import", "catalogue", source, "--env-file", str(env)]) == 2
        assert said in capsys.readouterr().err
    file.write_text("{broken\n", encoding="utf-8")
    assert main(["import", "catalogue", str(file), "--env-file", str(env)]) == 2
    assert "mine.jsonl, line 1" in capsys.readouterr().err


def test_the_command_takes_its_settings_from_the_environment_alone_as_in_a_container(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.jsonl").write_text(f"{line(1)}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(tmp_path / "linger.sqlite3"))
    assert main(["import", "catalogue", "mine.jsonl"]) == 0
    assert "1 read, 1 of them new" in capsys.readouterr().out


async def test_wikidata_is_gone_on_with_where_it_was_broken_off(app: App, service: Service, http: Http) -> None:
    names = [f"Q{number}" for number in range(1, 121)]

    def answer(request: Any) -> Any:
        if request.query["action"] == "query":
            assert request.query["maxlag"] == "5"
            offset = int(request.query["sroffset"])
            return {"query": {"search": [{"title": name} for name in names[offset : offset + 50]]}}
        wanted = request.query["ids"].split("|")
        labels = {name: {"en": {"language": "en", "value": f"Wiki {name}"}} for name in wanted}
        other = {"P3868": [], "P345": [], "P4983": []}
        return {"entities": {name: {**item(name, "Q5398426", **other), "labels": labels[name]} for name in wanted}}

    service.answers["/"] = answer
    wikidata = Wikidata(http, service.home)

    async def fill(most: int) -> bulk.Filled:
        return await bulk.fill_from_wikidata(
            app.db, app.outside, wikidata, "haswbstatement:P3868", most=most, report=seen([]), pause_s=0
        )

    assert await fill(most=50) == bulk.Filled(50, 50)
    service.fault = status(400)
    with pytest.raises(UserError, match="stopped at 50"):
        await fill(most=1000)
    service.fault = None
    assert await fill(most=1000) == bulk.Filled(70, 70)
    (count,) = await rows_of(app.db, "SELECT COUNT(*) AS number FROM shared_series")
    assert count["number"] == 120


async def test_tmdb_is_taken_page_by_page_without_what_is_for_grown_ups(app: App, service: Service, http: Http) -> None:
    pages = {"1": [1, 2], "2": [3]}
    service.answers["/discover/tv"] = lambda request: {
        "results": [{"id": number} for number in pages.get(request.query["page"], [])]
    }
    for number in (1, 2, 3):
        show = SHOW | {"id": number, "name": f"Port {number}", "original_name": None, "adult": number == 2}
        service.answers[f"/tv/{number}"] = lambda _request, show=show: show
    tmdb = TMDB(http, service.home, key=KEY)
    filled = await bulk.fill_from_tmdb(app.db, app.outside, tmdb, "ko", most=100, report=seen([]), pause_s=0)
    assert filled == bulk.Filled(3, 2)
    assert app.catalogues.get(None, "port-2-kr-2020") is None
    assert app.catalogues.require(None, "port-3-kr-2020").sources == ("TMDB",)
