"""The wheel works in a clean environment, started from another directory."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
import venv
from collections.abc import Iterator
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


def test_its_playground_serves_the_page(installed: Path, tmp_path: Path) -> None:
    command = [installed / "linger", "playground", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as playground:
        try:
            assert playground.stdout is not None
            address = next(line.split()[-1] for line in playground.stdout if "http://" in line)
            with urllib.request.urlopen(address) as page:
                assert b"<html" in page.read()
        finally:
            playground.terminate()
            assert playground.wait(timeout=20) == 0
