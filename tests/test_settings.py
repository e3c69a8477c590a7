"""Settings: read once, frozen, documented, and refused with one sentence that names the value."""

import dataclasses
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.shards import ALONE, Shards
from bot.errors import StartError
from bot.i18n import speaking
from bot.settings import Settings, terminal_language

ROOT = Path(__file__).parent.parent


def load(tmp_path: Path, text: str = "", **environment: str) -> Settings:
    env_file = tmp_path / ".env"
    env_file.write_text(text, encoding="utf-8")
    return Settings.load(env_file=env_file, environment=environment)


def placed(folder: Path) -> Settings:
    """The defaults, with paths taken from a folder."""
    return dataclasses.replace(Settings(), database_path=folder / Settings().database_path)


def test_the_example_lists_every_setting_with_a_comment() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = [line.split("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)]
    assert sorted(listed) == sorted(Settings.names())
    blocks = "\n".join(lines).split("\n\n")
    for block in (b for b in blocks if re.search(r"^[A-Z_]+=", b, re.M)):
        assert block.startswith("#"), f"no comment: {block}"


def test_the_example_loads_as_the_defaults() -> None:
    assert Settings.load(env_file=ROOT / ".env.example", environment={}) == placed(ROOT)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings = load(tmp_path, "LOG_LEVEL=DEBUG\nDATABASE_PATH=from-file.sqlite3", LOG_LEVEL="ERROR")
    assert (settings.log_level, settings.database_path) == ("ERROR", tmp_path / "from-file.sqlite3")


def test_an_empty_value_means_the_default(tmp_path: Path) -> None:
    assert load(tmp_path, "LOG_LEVEL=\nDATABASE_PATH=\n", DISCORD_API_URL="  ") == placed(tmp_path)


def test_a_process_is_told_its_shards(tmp_path: Path) -> None:
    assert load(tmp_path, SHARDS="4-7/16").shards == Shards(4, 7, 16)
    assert load(tmp_path).shards == ALONE


def test_no_providers_at_all_means_none_and_not_the_default(tmp_path: Path) -> None:
    assert load(tmp_path).providers == ("tvmaze", "anilist", "wikidata", "tmdb")
    assert load(tmp_path, "PROVIDERS=\n").providers == ()
    assert load(tmp_path, "PROVIDERS=tvmaze\n", PROVIDERS=" ").providers == (), "the environment wins"
    assert load(tmp_path, "PROVIDERS=Wikidata, tvmaze,wikidata\n").providers == ("wikidata", "tvmaze")


def test_the_logo_of_tmdb_is_an_emoji_of_the_bots_own(tmp_path: Path) -> None:
    assert load(tmp_path).tmdb_logo == ""
    assert load(tmp_path, "TMDB_LOGO=<:tmdb:1234567890123456789>\n").tmdb_logo == "<:tmdb:1234567890123456789>"


def test_the_database_may_be_on_several_hosts(tmp_path: Path) -> None:
    several = "postgresql://linger:hush@[::1]:5432,db.example:5433,other/linger?target_session_attrs=read-write"
    assert load(tmp_path, f"DATABASE_URL={several}").database_url == several


def test_settings_are_frozen_and_never_print_the_token() -> None:
    settings = Settings(discord_token="hush", tmdb_api_key="hush, too")
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.log_level = "DEBUG"  # type: ignore[misc]  # that is the point
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("LOG_LEVEL=INFO\nthis is no setting\n", ["line 2", "this is no setting", "NAME=value"]),
        ("PROVIDERS=tvmaze,imdb", ["PROVIDERS", "'imdb'", "wikidata"]),
        ("LOG_LEVEL=LOUD", ["LOG_LEVEL", "'LOUD'", "WARNING"]),
        ("TMDB_LOGO=tmdb.png", ["TMDB_LOGO", "'tmdb.png'", "<:tmdb:1234567890123456789>"]),
        ("OWNER_GUILD_ID=-3", ["OWNER_GUILD_ID", "'-3'", "whole number"]),
        ("OWNER_GUILD_ID=٣", ["OWNER_GUILD_ID", "whole number"]),
        ("MEMBERS_INTENT=maybe", ["MEMBERS_INTENT", "'maybe'", "yes or no"]),
        ("DISCORD_API_URL=localhost:8080", ["DISCORD_API_URL", "https://"]),
        ("DISCORD_GATEWAY_URL=https://x", ["DISCORD_GATEWAY_URL", "wss://"]),
        ("DISCORD_API_URL=http://127.0.0.1:99999/api", ["DISCORD_API_URL", "https://"]),
        ("DISCORD_API_URL=http://[::1/api", ["DISCORD_API_URL", "https://"]),
        ("KEEP_AFTER_LEAVING_DAYS=1000000", ["KEEP_AFTER_LEAVING_DAYS", "'1000000'", "0 to 36,500"]),
        ("BACKUP_KEEP=0", ["BACKUP_KEEP", "from 1 to"]),
        ("OWNER_GUILD_ID=" + "9" * 5_000, ["OWNER_GUILD_ID", "from 0 to"]),
        ("BACKUP_EVERY=10s", ["BACKUP_EVERY", "'10s'", "1d"]),
        ("BACKUP_EVERY=1m", ["BACKUP_EVERY", "5 minutes"]),
        ("BACKUP_EVERY=999999d", ["BACKUP_EVERY", "365 days"]),
        ("DATABASE_URL=mysql://linger@host/linger", ["DATABASE_URL", "postgresql://"]),
        ("DATABASE_URL=postgresql://linger@host:0/linger", ["DATABASE_URL", "postgresql://"]),
        ("DATABASE_URL=postgresql://one:1,two:x/linger", ["DATABASE_URL", "postgresql://"]),
        ("SHARDS=0-16/16", ["SHARDS", "'0-16/16'", "0-3/16", "from 0"]),
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


def test_an_address_with_a_password_is_refused_without_being_repeated(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="without a name or password") as refused:
        load(tmp_path, "DISCORD_API_URL=https://me:hunter2@proxy.example/api")
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("90m", timedelta(minutes=90)), ("6H", timedelta(hours=6)), ("2 d", timedelta(days=2)), ("off", timedelta(0))],
)
def test_a_time_says_its_unit(tmp_path: Path, written: str, meant: timedelta) -> None:
    assert load(tmp_path, f"BACKUP_EVERY={written}").backup_every == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("~/linger.sqlite3", "home/linger.sqlite3"),
        ("${HOME}/linger.sqlite3", "home/linger.sqlite3"),
        ("${PLACE:-elsewhere}/linger.sqlite3", "elsewhere/linger.sqlite3"),
        ("${EARLIER}/linger.sqlite3", "earlier/linger.sqlite3"),
        ("data/linger.sqlite3", "data/linger.sqlite3"),
    ],
)
def test_a_path_means_what_a_shell_would_make_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, meant: str
) -> None:
    home = str(tmp_path / "home")
    monkeypatch.setenv("HOME", home)
    settings = load(tmp_path, f"EARLIER=earlier\nDATABASE_PATH={written}", HOME=home)
    assert settings.database_path == tmp_path / meant


def test_paths_are_taken_from_the_settings_file_and_not_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    settings = load(tmp_path, "BACKUP_FOLDER=copies")
    assert settings.database_path == tmp_path / "data" / "linger.sqlite3"
    assert settings.backups == tmp_path / "copies"
    settings.require_place()


def test_data_that_an_earlier_version_left_where_one_stands_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = tmp_path / "elsewhere"
    (stands / "data").mkdir(parents=True)
    (stands / "data" / "linger.sqlite3").write_text("all of it")
    monkeypatch.chdir(stands)
    with pytest.raises(StartError, match=r"you mean .*elsewhere/data/linger\.sqlite3"):
        load(tmp_path)


def test_without_a_settings_file_the_place_has_to_be_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StartError, match="where is the data"):
        Settings.load(environment={}).require_place()
    Settings.load(environment={"DATABASE_PATH": str(tmp_path / "linger.sqlite3")}).require_place()


def test_a_settings_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"no settings file .*nowhere\.env"):
        Settings.load(env_file=tmp_path / "nowhere.env", environment={})


def test_a_token_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("hush\n")
    assert load(tmp_path, "DISCORD_TOKEN_FILE=token").discord_token == "hush"
    with pytest.raises(StartError, match="both set"):
        load(tmp_path, "DISCORD_TOKEN_FILE=token\nDISCORD_TOKEN=x")
    with pytest.raises(StartError, match="missing cannot be read"):
        load(tmp_path, "DISCORD_TOKEN_FILE=missing")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LANG": "pt_BR.UTF-8"}, "pt-BR"),
        ({"LANG": "de_DE.UTF-8@euro"}, "de-DE"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko-KR"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "zh_TW:zh_CN"}, "zh-TW"),
    ],
)
def test_the_terminals_language_is_found_as_gettext_finds_it(environment: dict[str, str], language: str) -> None:
    assert terminal_language(environment) == language


@pytest.mark.languages
def test_what_stops_a_start_is_said_in_the_language_of_the_terminal() -> None:
    with speaking("de-AT"), pytest.raises(StartError, match="es muss eine ganze Zahl von 0 bis"):
        Settings.load(environment={"METRICS_PORT": "many"})
