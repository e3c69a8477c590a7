"""The settings: one frozen object from the environment and `.env`; nothing else reads either."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.shards import ALONE, Shards
from bot.env_file import read_env_file
from bot.errors import StartError
from bot.i18n import DEFAULT_LANGUAGE, _
from bot.setting_kinds import (
    Declared,
    address,
    choice,
    duration,
    number,
    own_emoji,
    path,
    server_address,
    setting,
    several,
    some_shards,
    switch,
    text,
)

PROVIDERS = ("tvmaze", "anilist", "wikidata", "tmdb")
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_MOST_DAYS = 36_500
_MOST_DAYS_OUTSIDE = 180  # TMDB's terms let nothing be kept for longer than six months
_LARGEST_ID = 2**63 - 1
_SECRETS = frozenset({"discord_token", "tmdb_api_key", "database_url"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can set; each says what it is for.

    Each is named in the environment as here, in capitals. The environment wins over `.env`; an empty value means
    the default. `make docs` writes `.env.example` and docs/configuration.md from this class.
    """

    discord_token: str = text(
        "",
        "The bot's token, from the Developer Portal → your application → Bot → Reset Token."
        " `linger run` needs it; `make playground` does not.",
        "a token",
    )
    discord_token_file: Path | None = setting(
        None,
        "A file that holds the token, in place of DISCORD_TOKEN: such as a container's or systemd's secret.",
        path,
        "a path",
    )
    database_path: Path = setting(
        Path("data/linger.sqlite3"),
        "Where everything is kept: one SQLite file. Its folder is created when it does not exist. A path that is not"
        " whole is taken from the folder of this file; ~ and ${HOME} may be used.",
        path,
        "a path",
    )
    database_url: str = text(
        "",
        "In place of that file, a database on a PostgreSQL server (15 or newer), for more servers than one machine"
        " serves: postgresql://linger:password@host/linger. Needs `pip install linger-bot[postgres]`; the server's own"
        " tools make the copies then (docs/scale.md).",
        "an address",
        server_address,
    )
    shards: Shards = setting(
        ALONE,
        "Which of Discord's shards this process has, where several share that database: 0-3/16 are the first four of"
        " sixteen. Every process needs the same number behind the stroke, and each shard one process (docs/scale.md)."
        " Empty: all of them, as many as Discord says.",
        some_shards,
        "such as 0-3/16",
    )
    backup_every: timedelta = setting(
        timedelta(days=1),
        "How often a checked copy of the database is made while Linger runs: 30m, 6h, 1d, or off.",
        duration,
        "a time such as 30m, 6h or 1d, or off",
    )
    backup_keep: int = number(14, "How many of these copies are kept; older ones are removed.", low=1, high=10_000)
    backup_folder: Path | None = setting(
        None,
        "The folder of these copies. Empty: the folder `backups` beside the database. Another disk is better.",
        path,
        "a path",
    )
    log_level: str = choice("INFO", "How much is logged: DEBUG, INFO, WARNING or ERROR.", *_LOG_LEVELS)
    log_format: str = choice(
        "text", "How the log is written: text for people, json for programs (one object a line).", "text", "json"
    )
    metrics_port: int = number(
        0,
        "The port on which /healthz and /metrics (for Prometheus) are served, such as 9464. 0: none.",
        high=65_535,
    )
    metrics_host: str = text("127.0.0.1", "The address for these; 0.0.0.0 lets other machines read them.", "an address")
    update_feed: str = text(
        "",
        "The address of a page that names Linger's releases, such as their feed where you got it: asked once a day, and"
        " you are told by direct message when a newer version is out. Empty: nobody is asked.",
        "an address",
        address("https", "http"),
    )
    discord_api_url: str = text(
        "",
        "Speak to something else than Discord itself: a rate-limit proxy, a gateway proxy or a test server."
        " Such as http://127.0.0.1:8080/api/v10. Empty: Discord.",
        "an address",
        address("https", "http"),
    )
    discord_gateway_url: str = text(
        "", "The same for the gateway, such as ws://127.0.0.1:8080/gateway.", "an address", address("wss", "ws")
    )
    owner_guild_id: int = number(
        0,
        "The id of your own server: only there the bot's owner sees /owner, which loads and reloads features.",
        high=_LARGEST_ID,
    )
    keep_after_leaving_days: int = number(
        30,
        "When the bot is removed from a server, its data is kept for this many days, in case it was a mistake, and then"
        " erased. 0 erases it at once.",
        high=_MOST_DAYS,
    )
    erase_after_leaving: bool = switch(
        default=True,
        about="no: keep it for good instead. Members can still delete what is theirs with /privacy delete.",
    )
    audit_keep_days: int = number(
        0,
        "Entries of the servers' audit logs that are older than this many days are removed. 0 keeps them.",
        high=_MOST_DAYS,
    )
    answers_keep_days: int = number(
        30,
        "Answers of other catalogues that are older than this many days are removed; no more than 5,000 are ever kept.",
        low=1,
        high=_MOST_DAYS_OUTSIDE,
    )
    posters_mb: int = number(
        200,
        "How many MB the posters of series may take beside the database; those that were not shown for longest go"
        " first, and each after 150 days. 0 keeps none.",
        high=100_000,
    )
    members_intent: bool = switch(
        default=False,
        about="yes: ask Discord for the Server Members intent (switch it on in the Developer Portal first), so that the"
        " votes of people who leave are dropped at once where a server wants that. Everything else works without.",
    )
    providers: tuple[str, ...] = several(
        PROVIDERS,
        "Which other catalogues are asked for series that are not here. They get what somebody typed and nothing else"
        " (docs/privacy.md). Empty means none: then nothing leaves this machine.",
    )
    tmdb_api_key: str = text(
        "",
        "Your key to TMDB (themoviedb.org → Settings → API; free for non-commercial use). Without one TMDB is not"
        " asked.",
        "a key",
    )
    tmdb_logo: str = text(
        "",
        "TMDB's logo as an emoji of the bot's own, which its terms ask for beside its notice: upload one of"
        " themoviedb.org/about/logos-attribution under Emojis in the Developer Portal, and copy its markdown here.",
        "an emoji such as <:tmdb:1234567890123456789>",
        own_emoji,
    )

    def __repr__(self) -> str:
        """Never shows the token or a key."""
        shown = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _SECRETS}
        return f"Settings({shown})"

    @property
    def database(self) -> Path | str:
        """Where everything is kept: the file, or the server's address."""
        return self.database_url or self.database_path

    @property
    def backups(self) -> Path:
        """The folder of scheduled copies."""
        return self.backup_folder or self.database_path.parent / "backups"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The name of every setting, as written in the environment."""
        return tuple(f.name.upper() for f in fields(cls))

    @classmethod
    def declared(cls) -> dict[str, tuple[Declared, Any]]:
        """How each setting is declared, and its default, by its name in the environment."""
        return {f.name.upper(): (_declared(f), f.default) for f in fields(cls)}

    @classmethod
    def load(cls, *, env_file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `env_file`, by default `.env` where it exists, then the environment, which wins.

        Paths are taken from the file's folder. Where there is no file they stay as they are; `require_place` tells
        whether that will do. Raises StartError with one sentence that names the file and line, or the setting.
        """
        around = os.environ if environment is None else environment
        may_be_empty = {f.name.upper() for f in fields(cls) if _declared(f).may_be_empty}
        given = {name: value for name, value in around.items() if value.strip() or name in may_be_empty}
        file = env_file or Path(".env")
        written: dict[str, str] = {}
        if file.is_file():
            written = read_env_file(file, known=cls.names(), environment=given)
        elif env_file is not None:
            raise StartError(_("There is no settings file {file}: check --env-file.", file=file.absolute()))
        written.update(given)
        values: dict[str, Any] = {}
        for f in fields(cls):
            name, said = f.name.upper(), written.get(f.name.upper(), "").strip()
            is_set = said or (name in may_be_empty and name in written)
            values[f.name] = _declared(f).check(name, said) if is_set else f.default
            if isinstance(values[f.name], Path) and file.is_file():
                values[f.name] = _placed(name, values[f.name], file)
        return _with_token(cls(**values))

    def require_place(self) -> None:
        """Raises StartError where the data's place would depend on the folder that somebody happens to stand in."""
        if not self.backups.is_absolute() or not self.database_path.is_absolute():
            raise StartError(
                _(
                    "There is no .env in {folder}, so where is the data? Change to the folder of your .env, name it"
                    " with --env-file, or set DATABASE_PATH (and BACKUP_FOLDER, if you use it) to a whole path such as"
                    " /var/lib/linger/linger.sqlite3.",
                    folder=Path.cwd(),
                )
            )


def terminal_language(environment: Mapping[str, str] | None = None) -> str:
    """The language that whoever runs this has set their terminal to, by Discord's codes; English where it has none.

    As gettext looks for it: LANGUAGE, unless the locale is C, then LC_ALL, LC_MESSAGES, LANG.
    """
    around = os.environ if environment is None else environment
    locale = next((around[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if around.get(name)), "C")
    code = locale.partition(".")[0].partition("@")[0]
    if code in ("C", "POSIX"):
        return DEFAULT_LANGUAGE
    return (around.get("LANGUAGE", "").partition(":")[0] or code).replace("_", "-")


def _declared(f: Field[Any]) -> Declared:
    found: Declared = f.metadata["declared"]
    return found


def _placed(name: str, written: Path, file: Path) -> Path:
    """A path from the settings file's folder. Earlier versions took it from the working directory: raises StartError
    where the file is found there, and only there."""
    found = file.absolute().parent / written
    if written.is_file() and not found.exists():
        raise StartError(
            _(
                "{name} means {found}, as paths are taken from the folder of the settings file, and nothing is there."
                " Do you mean {other}? Write that whole path into {file}, or move the file.",
                name=name,
                found=found,
                other=written.absolute(),
                file=file,
            )
        )
    return found


def _with_token(settings: Settings) -> Settings:
    if settings.discord_token_file is None:
        return settings
    if settings.discord_token:
        raise StartError(_("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them."))
    try:
        token = settings.discord_token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("it is not text")
        said = _("DISCORD_TOKEN_FILE {file} cannot be read: {reason}.", file=settings.discord_token_file, reason=reason)
        raise StartError(said) from None
    return replace(settings, discord_token=token)
