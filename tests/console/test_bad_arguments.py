"""A wrong argument is answered with one sentence, never with a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.terminal import linger, refused
from tests.console.test_search_command import ROOT


@pytest.mark.parametrize("port", ["99999", "-1", "٣", "http", "9" * 5000])
def test_a_port_that_is_none_is_named(port: str) -> None:
    done = linger("playground", f"--port={port}")
    assert done.status == 2
    assert "choose a number from 0 to 65535" in done.err


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nothing/here")):
        refused(linger("playground", "--data", folder, "--port", "0"), str(folder), "--data")


def test_a_host_that_is_not_known_is_named() -> None:
    refused(linger("playground", "--host", "nosuch.invalid", "--port", "0"), "nosuch.invalid", "--port")


def test_an_address_of_another_machine_is_named_with_the_systems_own_words() -> None:
    refused(linger("playground", "--host", "192.0.2.1", "--port", "0"), f"({os.strerror(errno.EADDRNOTAVAIL)})")


@pytest.mark.parametrize("most", ["0", "-1", "many", "9" * 5000])
def test_a_number_of_series_that_is_none_is_named(most: str) -> None:
    done = linger("import", "catalogue", "wikidata", f"--most={most}")
    assert done.status == 2
    assert "choose one from 1 to" in done.err


def test_a_catalogue_is_not_filled_where_somebody_happens_to_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(linger("import", "catalogue", "wikidata"), "There is no .env in")
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_nobody_has_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text("DISCORD_TOKEN=x\nDATABASE_PATH=~nobody.at.all/linger.sqlite3\n")
    refused(linger("run", "--env-file", tmp_path / "settings.env"), "DATABASE_PATH ~nobody.at.all/linger.sqlite3")
    refused(linger("move", "sqlite:~nobody.at.all/a", "sqlite:b"), "~nobody.at.all/a")


@pytest.mark.parametrize("command", ["search", "recommend"])
def test_a_catalogue_that_cannot_be_read_is_named(command: str, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_bytes(b"\xff\xfe")
    for file in (tmp_path, tmp_path / "missing.jsonl", tmp_path / "broken.jsonl"):
        words = ["love"] if command == "search" else ["--like", "love"]
        refused(linger(command, *words, "--catalogue", file), file.name)


def test_an_address_with_a_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text("DISCORD_TOKEN=x\nDISCORD_API_URL=https://me:hunter2@proxy.example/api\n")
    done = linger("run", "--env-file", tmp_path / "settings.env")
    refused(done, "DISCORD_API_URL", "without a name or password")
    assert "hunter2" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
def test_whoever_reads_the_first_answer_only_is_not_scolded() -> None:
    queries = "\n".join(["love"] * 3000)
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m bot search --stdin --json | head -1'],
        input=queries,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
