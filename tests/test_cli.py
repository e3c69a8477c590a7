"""`linger …` as an operator meets it: mistakes are one sentence and exit status 2."""

import os
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


def linger(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for part in parts:
        assert part in done.stderr


def test_running_without_a_token_names_the_setting_and_the_next_step(tmp_path: Path) -> None:
    refused(linger("run", cwd=tmp_path), "DISCORD_TOKEN", ".env.example", "make playground")


def test_a_broken_settings_line_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=x\nwhat is this\n")
    refused(linger("run", cwd=tmp_path), ".env", "line 2")


def test_a_broken_database_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "linger.sqlite3").write_bytes(b"this was never a database" * 400)
    refused(
        linger("run", cwd=tmp_path, DISCORD_TOKEN="x", DATABASE_PATH=str(tmp_path / "linger.sqlite3")), "linger.sqlite3"
    )


@pytest.mark.parametrize("arguments", [(), ("fly",), ("run", "--wings")])
def test_a_command_that_does_not_exist_shows_the_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = linger(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "usage: linger" in done.stderr


def test_a_start_reads_the_certificates_once_and_looks_for_no_garbage_meanwhile(tmp_path: Path) -> None:
    """Once for what verifies by them; each reading and each look is a twentieth of a start."""
    seen = (
        "import gc, bot.cli\n"
        "try: bot.cli.main(['run', '--wings'])\n"
        "except SystemExit: pass\n"
        "from aiohttp import connector\n"
        "for each in (connector._SSL_CONTEXT_VERIFIED, connector._SSL_CONTEXT_UNVERIFIED):\n"
        "    print(each.cert_store_stats()['x509_ca'])\n"
        "print(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    )
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", seen], cwd=tmp_path, env=clean, capture_output=True, text=True)
    read, needless, looked = done.stdout.splitlines()
    assert int(needless) == 0
    assert int(read) == ssl.create_default_context().cert_store_stats()["x509_ca"]
    assert looked == "True True"


def test_the_version_is_said(tmp_path: Path) -> None:
    assert linger("--version", cwd=tmp_path).stdout.startswith("linger ")


def test_an_operator_is_answered_in_the_language_of_their_terminal(tmp_path: Path) -> None:
    refused(linger("run", cwd=tmp_path, LANG="es_MX.UTF-8"), "DISCORD_TOKEN está vacío", ".env.example")
