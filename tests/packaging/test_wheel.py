"""The wheel works in a clean environment, started from another directory."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "HOME": str(cwd), **environment}
    return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, timeout=300, check=False)


def pip(python: Path) -> list[str | Path]:
    """The start of a call of our own pip on another environment."""
    return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A place for some hundred megabytes of programs: memory, where other tests write, may forbid to run any."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.fixture(scope="module")
def installed(folder: Path) -> Path:
    """A new environment that holds the wheel and what it declares, and nothing of this checkout."""
    built = run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    pinned = ROOT / "requirements" / "runtime.txt"
    # Only what is run gets compiled, not all of NumPy, SciPy and Matplotlib; that nothing is missing is a test below.
    install = [*pip(folder / "env" / "bin" / "python"), "install", "--quiet", "--no-compile", "--no-deps"]
    environment = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "XDG_"))} | {"HOME": os.environ["HOME"]}
    for step in (["--require-hashes", "--requirement", pinned], [wheel]):
        done = run(*install, *step, cwd=folder, **environment)
        assert done.returncode == 0, done.stderr
    return folder / "env" / "bin"


def test_its_requirements_are_all_declared(installed: Path, tmp_path: Path) -> None:
    checked = run(*pip(installed / "python"), "check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_it_brings_the_catalogue_along(installed: Path, tmp_path: Path) -> None:
    found = run(installed / "linger", "search", "--json", "love in big citty", cwd=tmp_path)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["results"][0]["id"] == "love-in-the-big-city-kr-2024"


def test_without_a_token_it_says_what_to_do(installed: Path, tmp_path: Path) -> None:
    refused = run(installed / "linger", "run", cwd=tmp_path)
    assert refused.returncode == 2
    assert "DISCORD_TOKEN is empty" in refused.stderr
    assert "Traceback" not in refused.stderr


@contextmanager
def playground(installed: Path, folder: Path, *options: str) -> Iterator[str]:
    """The address of the playground, while it runs."""
    command = [installed / "linger", "playground", "--port", "0", *options]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            yield next(line.split()[-1] for line in running.stdout if "http://" in line)
        finally:
            running.terminate()
            assert running.wait(timeout=20) == 0


def test_its_playground_serves_the_page(installed: Path, tmp_path: Path) -> None:
    with playground(installed, tmp_path) as address, urllib.request.urlopen(address) as page:
        assert b"<html" in page.read()


def test_its_doctor_looks_at_a_database_that_a_bot_has_written(installed: Path, tmp_path: Path) -> None:
    with playground(installed, tmp_path, "--data", "lived"):
        pass  # its sample members have written and voted by then
    (tmp_path / ".env").write_text("DISCORD_TOKEN=x.y.z\nDATABASE_PATH=lived/linger.sqlite3\n")
    file = tmp_path / "lived" / "linger.sqlite3"

    def doctor() -> tuple[int, dict[str, dict[str, str]]]:
        done = run(installed / "linger", "doctor", "--offline", "--json", cwd=tmp_path)
        assert "Traceback" not in done.stdout + done.stderr
        return done.returncode, {each["subject"]: each for each in map(json.loads, done.stdout.splitlines())}

    status, found = doctor()
    looked_at = ("file", "rights", "journal", "version", "outbox", "contents", "promises", "catalogue", "time")
    assert {subject: found[subject]["level"] for subject in looked_at} == dict.fromkeys(looked_at, "fine")
    assert status == 0
    with closing(sqlite3.connect(file)) as raw, raw:
        assert raw.execute("SELECT COUNT(*) FROM reviews").fetchone()[0] > 0, "it was lived in"
        raw.execute("UPDATE reviews SET hidden_reason = 'moderator' WHERE state = 'posted'")
    status, found = doctor()
    assert (status, found["contents"]["level"], found["promises"]["level"]) == (0, "fine", "note")
    assert "truly whether it is posted" in found["promises"]["says"]
    content = bytearray(file.read_bytes())
    content[4096 * 2 : 4096 * 40] = bytes(4096 * 38)  # as a failing disk does
    file.write_bytes(content)
    status, found = doctor()
    assert (status, found["contents"]["level"]) == (1, "bad")
    assert "linger restore" in found["contents"]["do"]
