"""What runs the bot in a container or as a service names the settings, paths and versions that the project has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from discord.http import INTERNAL_API_VERSION

from bot.cli import COMMANDS
from bot.domain.shards import Shards
from bot.settings import Settings
from bot.ui.kit import fonts

ROOT = Path(__file__).parent.parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
SCALE = (ROOT / "compose.scale.yaml").read_text(encoding="utf-8")
COMMAND = (ROOT / "deploy" / "linger-command.sh").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "linger.service").read_text(encoding="utf-8")
PYTHONS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]


def test_the_container_runs_a_python_that_the_project_is_made_for() -> None:
    version = re.search(r"^ARG PYTHON=(\S+)$", DOCKERFILE, re.M)
    assert version is not None
    assert f"Programming Language :: Python :: {version[1]}" in PYTHONS


def test_everything_that_is_copied_is_there_and_is_not_ignored() -> None:
    let_in = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M)
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert name in let_in, name


def test_the_terms_of_what_others_made_go_along_with_it() -> None:
    for named in re.findall(r"licenses/[\w.-]+\w", (ROOT / "NOTICE").read_text("utf-8")):
        assert (ROOT / named).exists(), named
    assert "\nCOPY licenses /opt/linger/app/licenses\n" in DOCKERFILE


OTHERS = {"MPLCONFIGDIR", "REQUEST_TIMEOUT", "DATABASE_PASSWORD"}  # of what runs beside the bot


@pytest.mark.parametrize(
    ("file", "text"), [("Dockerfile", DOCKERFILE), ("compose", COMPOSE), ("compose.scale", SCALE), ("unit", UNIT)]
)
def test_settings_have_the_names_that_the_bot_reads(file: str, text: str) -> None:
    named = {name for name in re.findall(r"\b([A-Z]+_[A-Z_]+)\b(?=[=:])", text) if not name.startswith("POSTGRES_")}
    assert "DATABASE_PATH" in named or file.startswith("compose")
    assert named - OTHERS <= set(Settings.names())


def test_the_processes_of_the_large_composition_share_all_shards_and_are_kept_like_the_small_ones() -> None:
    written = re.findall(r"SHARDS: (\S+)}", SCALE)
    ranges = [Shards.read(each) for each in written]
    assert len(ranges) == len(set(re.findall(r"^  (linger-\d):$", SCALE, re.M))) == 4
    assert sorted(number for each in ranges if each for number in each.ids) == list(range(ranges[0].count))  # type: ignore[union-attr]
    small = re.search(r"^  linger:\n(.*?)^\S", COMPOSE, re.M | re.S)
    large = re.search(r"^x-linger:.*?\n(.*?)^\S", SCALE, re.M | re.S)
    assert small is not None
    assert large is not None
    own = ("build:", "environment:", "volumes:", "secrets:")
    kept = [part for part in re.split(r"^(?=    \w)", small[1], flags=re.M) if not part.strip().startswith((*own, "#"))]
    assert len(kept) > 5
    for part in kept:
        assert part.strip() in re.sub(r"^  ", "    ", large[1], flags=re.M)


def test_the_large_composition_speaks_to_what_stands_beside_the_bot() -> None:
    image = re.search(r"image: postgres:(\d+)$", SCALE, re.M)
    needed = re.search(r"\((\d+) or newer\)", str(Settings.declared()["DATABASE_URL"][0].about))
    assert image is not None
    assert needed is not None
    assert int(image[1]) >= int(needed[1])
    port = re.search(r'PORT: "(\d+)"', SCALE)
    assert port is not None
    assert f"DISCORD_API_URL: http://rest:{port[1]}/api/v{INTERNAL_API_VERSION}\n" in SCALE
    database = re.search(r"DATABASE_URL: postgresql://(\w+):\S+@(\w+)/(\w+)\n", SCALE)
    assert database is not None
    user, host, name = database.groups()
    for line in (f"POSTGRES_USER: {user}", f"POSTGRES_DB: {name}", f"--username={user}, --dbname={name}"):
        assert line in SCALE
    assert re.search(rf"^  {host}:$", SCALE, re.M)
    assert re.search(r"^  rest:$", SCALE, re.M)


def test_the_fonts_are_those_that_the_log_asks_for() -> None:
    for _letters, package in fonts._SCRIPTS.values():
        assert package in DOCKERFILE


def test_commands_are_those_of_the_bot() -> None:
    health = re.search(r'HEALTHCHECK .* CMD \["linger", "(\w+)"\]', DOCKERFILE)
    started = re.search(r'^CMD \["(\w+)"\]$', DOCKERFILE, re.M)
    service = re.search(r"^ExecStart=/opt/linger/bin/linger (\w+)$", UNIT, re.M)
    for found in (health, started, service):
        assert found is not None
        assert found[1] in COMMANDS


def test_a_server_for_the_database_is_there_for_whoever_asks_for_it() -> None:
    """Compose starts what has a profile only where that is named; otherwise DATABASE_URL is empty: the file counts."""
    small = re.search(r"^  database:\n    profiles: \[postgres\]\n(.*?)\n\n", COMPOSE, re.M | re.S)
    large = re.search(r"^  database:\n(.*?)\n\n", SCALE, re.M | re.S)
    assert small is not None
    assert large is not None
    assert small[1].replace("PASSWORD:-}", "PASSWORD:?}") == large[1]
    assert "DATABASE_URL: ${DATABASE_URL:-}\n" in COMPOSE
    told = re.search(r"^DATABASE_URL=postgresql://(\w+):\S+@(\w+)/(\w+)$", (ROOT / "docs/scale.md").read_text(), re.M)
    assert told is not None
    assert told.groups() == ("linger", "database", "linger")


def test_nothing_runs_as_root_or_writes_outside_its_folder() -> None:
    assert re.search(r"^USER linger$", DOCKERFILE, re.M)
    assert "read_only: true" in COMPOSE
    assert "DynamicUser=yes" in UNIT
    assert "ProtectSystem=strict" in UNIT
    assert "LoadCredential=discord-token" in UNIT


def test_what_the_service_may_not_do_is_refused_and_does_not_kill_it() -> None:
    """numpy calls mbind, which is among the calls that are kept from it: under systemd the bot died of that."""
    assert "SystemCallFilter=~@privileged @resources" in UNIT
    assert "SystemCallErrorNumber=EPERM" in UNIT


def test_commands_run_with_the_account_the_data_the_settings_and_the_token_of_the_service() -> None:
    shared = ("DynamicUser", "StateDirectory", "StateDirectoryMode", "WorkingDirectory", "UMask", "LoadCredential")
    for line in re.findall(rf"^(?:{'|'.join((*shared, 'EnvironmentFile'))})=.*$", UNIT, re.M):
        assert f"--property={line}" in COMMAND, line
    path = re.search(r"^Environment=(DATABASE_PATH=.*)$", UNIT, re.M)
    assert path is not None
    assert f"--setenv={path[1]}" in COMMAND
    assert '--setenv=DISCORD_TOKEN_FILE="/run/credentials/$unit.service/discord-token"' in COMMAND
    assert "--property=User=linger" in COMMAND  # the account that DynamicUser= names after the unit


def test_the_command_hands_over_its_arguments_and_its_status(tmp_path: Path) -> None:
    fake = tmp_path / "systemd-run"
    fake.write_text('#!/bin/sh\nfor each in "$@"; do echo "$each"; done\nexit 7\n')
    fake.chmod(0o755)
    done = subprocess.run(
        ["sh", ROOT / "deploy" / "linger-command.sh", "restore", "a file"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7
    assert done.stdout.splitlines()[-3:] == ["/opt/linger/bin/linger", "restore", "a file"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "linger.service"
    unit.write_text(UNIT.replace("/opt/linger/bin/linger", "/bin/true"))  # it asks whether the program is there
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_dashboard_asks_for_metrics_that_there_are() -> None:
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text("utf-8"))
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(?:linger|process)_\w+", target["expr"])
    }
    written = (ROOT / "docs" / "operators.md").read_text("utf-8")
    for name in asked:
        base = re.sub(r"_(total|bucket|sum|count)$", "", name)
        assert name.startswith("process_") or base in written, name
