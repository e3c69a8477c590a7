"""`linger backup`, `restore` and `doctor` as whoever runs the bot meets them."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.console import doctor
from bot.providers.anilist import AniList
from bot.providers.tvmaze import TVmaze
from bot.storage.engine.database import Database
from tests.console.terminal import linger, refused
from tests.outside.services import serving


@pytest.fixture
async def env_file(tmp_path: Path) -> Path:
    """Settings of an installation that has run once."""
    path = tmp_path / "settings.env"
    path.write_text("DATABASE_PATH=linger.sqlite3\nBACKUP_KEEP=2\nDISCORD_TOKEN=not.asked.for\n")
    path.chmod(0o600)
    async with Database.open(tmp_path / "linger.sqlite3"):
        pass
    return path


def test_copies_go_into_their_folder_and_the_oldest_are_removed(env_file: Path) -> None:
    folder = env_file.parent / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"linger-2026-01-0{day}T00-00-00Z.sqlite3").touch()
    done = linger("backup", "--env-file", env_file)
    assert done.status == 0, done.err
    made = max(folder.iterdir())
    assert f"Copied to {made}" in done.out
    assert "linger-2026-01-03T00-00-00Z.sqlite3" in {file.name for file in folder.iterdir()}
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("copy.sqlite3", "copy.sqlite3"),
        ("folder", "folder/linger-*.sqlite3"),
        ("not/there/yet/", "not/there/yet/linger-*.sqlite3"),
        ("not-there-yet", "not-there-yet"),
    ],
)
def test_a_copy_goes_where_it_is_told(env_file: Path, tmp_path: Path, target: str, made: str) -> None:
    (tmp_path / "folder").mkdir()
    done = linger("backup", f"{tmp_path}/{target}", "--env-file", env_file)
    assert done.status == 0, done.err
    (copy,) = tmp_path.glob(made)
    assert copy.is_file()


def test_a_restored_database_is_what_the_copy_was(env_file: Path, tmp_path: Path) -> None:
    assert linger("backup", tmp_path / "copy.sqlite3", "--env-file", env_file).status == 0
    done = linger("restore", tmp_path / "copy.sqlite3", "--env-file", env_file)
    assert done.status == 0, done.err
    (former,) = tmp_path.glob("linger.sqlite3.before-restore-*[Zz]")
    assert str(former) in done.out


async def test_a_running_bot_is_not_restored_over(env_file: Path, tmp_path: Path) -> None:
    assert linger("backup", tmp_path / "copy.sqlite3", "--env-file", env_file).status == 0
    async with Database.open(tmp_path / "linger.sqlite3"):
        done = linger("restore", tmp_path / "copy.sqlite3", "--env-file", env_file)
    refused(done, "in use by another Linger", str(os.getpid()))


def test_mistakes_are_one_sentence(env_file: Path, tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    refused(linger("backup", database, "--env-file", env_file), "is the database itself")
    refused(linger("backup", env_file / "x", "--env-file", env_file), "could not be written")
    refused(linger("restore", tmp_path / "none", "--env-file", env_file), "There is no backup")
    refused(linger("restore", env_file, "--env-file", env_file), "cannot be read as a backup")
    refused(linger("backup", "--env-file", tmp_path / "none.env"), "no settings file", "--env-file")
    database.unlink()
    refused(linger("backup", "--env-file", env_file), "nothing to copy")


def levels(env_file: Path) -> tuple[int, dict[str, str]]:
    done = linger("doctor", "--offline", "--json", "--env-file", env_file)
    found = [json.loads(line) for line in done.out.splitlines()]
    return done.status, {each["subject"]: each["level"] for each in found}


def test_a_sound_installation_has_nothing_bad(env_file: Path) -> None:
    status, found = levels(env_file)
    assert status == 0
    assert found["contents"] == found["promises"] == "fine"
    assert set(found) >= {
        "versions",
        "settings",
        "token",
        "file",
        "rights",
        "journal",
        "version",
        "outbox",
        "contents",
    }
    assert set(found) >= {"disk", "backups", "catalogue", "time", "fonts"}
    assert "bad" not in found.values()


def test_a_broken_promise_is_noted_and_copies_are_made_all_the_same(env_file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "linger.sqlite3")) as raw, raw:
        raw.execute("INSERT INTO feature_switches VALUES (77, 0, 'taste', 0, 1, 0)")
    status, found = levels(env_file)
    assert (status, found["contents"], found["promises"]) == (0, "fine", "note")
    assert linger("backup", tmp_path / "copy.sqlite3", "--env-file", env_file).status == 0


def test_the_logo_that_tmdb_asks_for_is_missed_where_tmdb_is_asked(env_file: Path) -> None:
    told = env_file.read_text()
    env_file.write_text(told + "TMDB_API_KEY=mine\n")
    assert levels(env_file)[1]["providers"] == "note"
    assert "TMDB_LOGO" in linger("doctor", "--offline", "--env-file", env_file).out
    env_file.write_text(told + "TMDB_API_KEY=mine\nTMDB_LOGO=<:tmdb:1234567890123456789>\n")
    assert levels(env_file)[1]["providers"] == "fine"


def test_rights_that_let_others_read_are_noted(env_file: Path, tmp_path: Path) -> None:
    (tmp_path / "linger.sqlite3").chmod(0o644)
    status, found = levels(env_file)
    assert (status, found["rights"]) == (0, "note")
    assert stat.S_IMODE((tmp_path / "linger.sqlite3").stat().st_mode) == 0o644  # looking changes nothing


@pytest.mark.parametrize(
    ("harm", "subject"),
    [
        (lambda path: path.unlink(), "file"),
        (lambda path: path.write_bytes(b""), "version"),
        (lambda path: path.write_bytes(b"words " * 1000), "contents"),
        (lambda path: path.write_bytes(path.read_bytes()[:-8192]), "contents"),
    ],
    ids=["gone", "empty", "no database", "cut short"],
)
def test_what_is_wrong_is_named(env_file: Path, tmp_path: Path, harm: object, subject: str) -> None:
    harm(tmp_path / "linger.sqlite3")  # type: ignore[operator]  # a function of the path
    status, found = levels(env_file)
    assert (status, found[subject]) == (1, "bad")


def test_a_token_that_others_may_read_is_noted(env_file: Path) -> None:
    env_file.chmod(0o644)
    status, found = levels(env_file)
    assert (status, found["settings"]) == (0, "note")


async def test_an_outside_catalogue_that_does_not_answer_is_named(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as service:
        service.answers["/search/shows"] = lambda _request: []
        monkeypatch.setattr(
            doctor, "providers_of", lambda _names, http, **_: [TVmaze(http, service.home), AniList(http, service.home)]
        )
        done = await asyncio.to_thread(linger, "doctor", "--env-file", env_file)
    said = next(line for line in done.out.splitlines() if "providers" in line)
    assert said.startswith("note")
    assert "No answer from AniList (there is no such thing)" in said
    assert len(service.asked) == 2


def test_settings_that_cannot_be_read_are_a_finding(tmp_path: Path) -> None:
    (tmp_path / "broken.env").write_text("BACKUP_KEEP=many")
    status, found = levels(tmp_path / "broken.env")
    assert (status, found["settings"]) == (1, "bad")
