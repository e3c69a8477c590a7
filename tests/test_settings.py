"""Settings: read once, frozen, documented, and refused with one sentence that names the value."""

import dataclasses
import re
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.settings import Settings

ROOT = Path(__file__).parent.parent


def load(tmp_path: Path, text: str = "", **environment: str) -> Settings:
    env_file = tmp_path / ".env"
    env_file.write_text(text, encoding="utf-8")
    return Settings.load(env_file=env_file, environment=environment)


def test_the_example_lists_every_setting_with_a_comment() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = [line.split("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)]
    assert sorted(listed) == sorted(Settings.names())
    blocks = "\n".join(lines).split("\n\n")
    for block in (b for b in blocks if re.search(r"^[A-Z_]+=", b, re.M)):
        assert block.startswith("#"), f"no comment: {block}"


def test_the_example_loads_as_the_defaults() -> None:
    assert Settings.load(env_file=ROOT / ".env.example", environment={}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings = load(tmp_path, "LOG_LEVEL=DEBUG\nDATABASE_PATH=from-file.sqlite3", LOG_LEVEL="ERROR")
    assert (settings.log_level, settings.database_path) == ("ERROR", Path("from-file.sqlite3"))


def test_an_empty_value_means_the_default(tmp_path: Path) -> None:
    assert load(tmp_path, "LOG_LEVEL=\nDATABASE_PATH=\n", DISCORD_API_URL="  ") == Settings()


def test_settings_are_frozen_and_never_print_the_token() -> None:
    settings = Settings(discord_token="hush")
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.log_level = "DEBUG"  # type: ignore[misc]  # that is the point
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("LOG_LEVEL=INFO\nthis is no setting\n", ["line 2", "this is no setting", "NAME=value"]),
        ("LOG_LEVEL=LOUD", ["LOG_LEVEL", "'LOUD'", "WARNING"]),
        ("OWNER_GUILD_ID=-3", ["OWNER_GUILD_ID", "'-3'", "whole number"]),
        ("OWNER_GUILD_ID=٣", ["OWNER_GUILD_ID", "whole number"]),
        ("MEMBERS_INTENT=maybe", ["MEMBERS_INTENT", "'maybe'", "yes or no"]),
        ("DISCORD_API_URL=localhost:8080", ["DISCORD_API_URL", "https://"]),
        ("DISCORD_GATEWAY_URL=https://x", ["DISCORD_GATEWAY_URL", "wss://"]),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(tmp_path: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(StartError) as refused:
        load(tmp_path, text)
    for part in parts:
        assert part in str(refused.value)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"\xff\xfe\x00DISCORD")
    with pytest.raises(StartError, match="not UTF-8"):
        Settings.load(env_file=path, environment={})


def test_a_misspelt_setting_is_pointed_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    load(tmp_path, "\nDISCORD_TOKN=abc\n")
    assert "line 2" in caplog.text
    assert "Did you mean DISCORD_TOKEN?" in caplog.text
