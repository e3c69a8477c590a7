"""The operator's commands where the database is on a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.storage.engine.database import Database
from tests.console.terminal import linger, refused
from tests.loopback.postgres import PostgresServer
from tests.loopback.running import put_new_database


@pytest.fixture
def url(postgres: PostgresServer) -> str:
    return postgres.make("commanded") if "commanded" not in postgres._made else postgres.url("commanded")


@pytest.fixture
def env_file(tmp_path: Path, url: str) -> Path:
    file = tmp_path / ".env"
    file.write_text(f"DATABASE_URL={url}\nDISCORD_TOKEN=x.y.z\n")
    return file


def test_copies_are_left_to_the_servers_tools(env_file: Path, tmp_path: Path) -> None:
    refused(linger("backup", "--env-file", env_file), "pg_dump --format=custom")
    (tmp_path / "copy").touch()
    refused(linger("restore", tmp_path / "copy", "--env-file", env_file), "pg_restore --clean")


def test_a_database_that_is_not_there_ends_the_start_for_good(tmp_path: Path, postgres: PostgresServer) -> None:
    """A supervisor tries again what ends with 1, and leaves alone what ends with 2."""
    file = tmp_path / ".env"
    file.write_text(f"DATABASE_URL={postgres.url('nowhere')}\nDISCORD_TOKEN=x.y.z\n")
    refused(linger("run", "--env-file", file), 'database "nowhere" does not exist', "Correct DATABASE_URL")
    file.write_text("DATABASE_URL=postgresql://localhost:1/nowhere\nDISCORD_TOKEN=x.y.z\n")
    done = linger("run", "--env-file", file)
    assert done.status == 1
    assert "Check DATABASE_URL, and whether the server runs" in done.err


async def test_the_doctor_asks_the_server_also_while_it_is_used(env_file: Path, url: str) -> None:
    async with Database.open(url):
        done = linger("doctor", "--offline", "--json", "--env-file", env_file)
    found = {each["subject"]: each for each in map(json.loads, done.out.splitlines())}
    assert done.status == 0, done.err
    assert {found[subject]["level"] for subject in ("server", "version", "outbox", "contents", "promises")} == {"fine"}
    assert "PostgreSQL" in found["server"]["says"]
    assert found["backups"]["level"] == "note"
    assert "file" not in found


def test_the_doctor_names_a_promise_that_does_not_hold_on_the_server(tmp_path: Path, postgres: PostgresServer) -> None:
    url = postgres.make("with_a_slip")
    (tmp_path / ".env").write_text(f"DATABASE_URL={url}\nDISCORD_TOKEN=x.y.z\n")
    postgres.execute("INSERT INTO guild_settings VALUES (3, 'a', '1', 7, 0)", "with_a_slip")
    done = linger("doctor", "--offline", "--json", "--env-file", tmp_path / ".env")
    found = {each["subject"]: each for each in map(json.loads, done.out.splitlines())}
    assert (found["contents"]["level"], found["promises"]["level"]) == ("fine", "note")
    assert "guild_settings holds nothing of a server that was erased or never joined" in found["promises"]["says"]
    assert done.status == 0, "it is no reason to stop"


def test_the_doctor_tells_of_a_server_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://linger:hush@localhost:1/x\nDISCORD_TOKEN=x.y.z\n")
    done = linger("doctor", "--offline", "--json", "--env-file", tmp_path / ".env")
    found = {each["subject"]: each for each in map(json.loads, done.out.splitlines())}
    assert (done.status, found["server"]["level"]) == (1, "bad")
    assert "hush" not in done.out + done.err


def test_everything_moves_to_a_server(tmp_path: Path, postgres: PostgresServer) -> None:
    put_new_database(tmp_path / "linger.sqlite3")
    target = postgres.make("moved_by_command")
    done = linger("move", f"sqlite:{tmp_path / 'linger.sqlite3'}", target)
    assert done.status == 0, done.err
    assert "were moved, read back and checked" in done.out
    refused(linger("move", "linger.sqlite3", target), "Name both places")
    refused(linger("move", f"sqlite:{tmp_path / 'none'}", target), "There is no database")
