"""`linger doctor`: one look at everything that the bot needs, one line each, with what to do."""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import os
import platform
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import aiohttp

from bot import __version__, log
from bot.console.places import add_env_file, load_with_place
from bot.domain.catalogue import load_checked
from bot.domain.search import SearchIndex
from bot.errors import StartError
from bot.i18n import _, figure, in_turn, joined, labelled
from bot.providers import providers_of
from bot.providers.door import Http
from bot.providers.protocol import OutsideError, Provider
from bot.resources import catalogue_folder
from bot.services.upkeep.findings import Finding, Level, look_at_backups, look_at_database, look_at_disk, look_at_server
from bot.settings import Settings
from bot.storage.engine.inspection import SQLITE_VERSION
from bot.ui.kit.fonts import FONTS

_DISCORD = "https://discord.com/api/v10"
_PATIENCE_S = 10
_ASKED = "Until We Meet Again"  # every catalogue knows it; what is asked for tells nobody anything
_MARKS = {Level.FINE: "ok  ", Level.NOTE: "note", Level.BAD: "BAD "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to look, and how to answer."""
    add_env_file(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for scripts")
    parser.add_argument("--offline", action="store_true", help="ask neither Discord nor other catalogues")


def run(options: argparse.Namespace) -> int:
    """Look at everything; 1 where something is bad, otherwise 0."""
    log.configure("ERROR")
    worst = 0
    for finding in _look(options.env_file, ask_outside=not options.offline):
        _say(finding, as_json=options.json)
        worst = max(worst, int(finding.level is Level.BAD))
    return worst


def _say(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        said = {"subject": finding.subject, "level": finding.level.value, "says": finding.says, "do": finding.advice}
        print(json.dumps(said, ensure_ascii=False), flush=True)
    else:
        advice = f". {finding.advice}" if finding.advice else ""
        print(f"{_MARKS[finding.level]} {finding.subject:<9} {finding.says}{advice}", flush=True)


def _look(env_file: Path | None, *, ask_outside: bool) -> Iterator[Finding]:
    yield _versions()
    try:
        settings = load_with_place(env_file)
    except StartError as error:
        yield Finding("settings", Level.BAD, str(error))
        return
    yield _settings_file(env_file or Path(".env"))
    yield _token(settings, ask_discord=ask_outside)
    if settings.database_url:
        yield from look_at_server(settings.database_url)
    else:
        yield from look_at_database(settings.database_path)
        yield look_at_disk(settings.database_path)
        yield look_at_backups(settings.backups, settings.backup_every, datetime.now(UTC))
    yield _providers(settings, ask=ask_outside)
    yield from (_guarded(subject, look) for subject, look in _OTHERS.items())


def _versions() -> Finding:
    says = _(
        "Linger {linger}, Python {python}, discord.py {library}, SQLite {sqlite}",
        linger=__version__,
        python=platform.python_version(),
        library=version("discord.py"),
        sqlite=SQLITE_VERSION,
    )
    return Finding("versions", Level.FINE, says)


def _settings_file(path: Path) -> Finding:
    mode = path.stat().st_mode & 0o777 if path.is_file() else 0
    if os.name == "nt" or not mode & 0o077:
        return Finding("settings", Level.FINE, _("can be read"))
    advice = _("Unless that is meant: chmod 600 {path}", path=path.absolute())
    return Finding("settings", Level.NOTE, _("others on this machine may read it ({mode})", mode=f"{mode:o}"), advice)


def _token(settings: Settings, *, ask_discord: bool) -> Finding:
    if not settings.discord_token:
        advice = _("Fill in DISCORD_TOKEN, or DISCORD_TOKEN_FILE.")
        return Finding("token", Level.BAD, _("there is none"), advice)
    if not ask_discord:
        return Finding("token", Level.FINE, _("there is one; Discord was not asked"))
    try:
        status, name = asyncio.run(_who_am_i(settings))
    except (OSError, aiohttp.ClientError, TimeoutError, ValueError) as error:
        says = _("Discord cannot be asked ({reason})", reason=str(error) or type(error).__name__)
        return Finding("token", Level.NOTE, says, _("Check the network; Linger itself goes on trying."))
    if status == 200:
        return Finding("token", Level.FINE, _("Discord knows it as {name}", name=name))
    if status == 401:
        advice = _("Copy it again from the Developer Portal → your application → Bot.")
        return Finding("token", Level.BAD, _("Discord does not accept it"), advice)
    return Finding(
        "token", Level.NOTE, _("Discord answers with {status} just now", status=status), _("Try again later.")
    )


async def _who_am_i(settings: Settings) -> tuple[int, str]:
    headers = {"Authorization": f"Bot {settings.discord_token}", "User-Agent": f"DiscordBot (Linger, {__version__})"}
    timeout = aiohttp.ClientTimeout(total=_PATIENCE_S)
    async with (
        aiohttp.ClientSession(timeout=timeout, trust_env=True, headers=headers) as session,
        session.get(f"{settings.discord_api_url or _DISCORD}/users/@me") as answer,
    ):
        said = await answer.json() if answer.status == 200 else {}
        return answer.status, str(said.get("username", "?")) if isinstance(said, dict) else "?"


def _guarded(subject: str, look: Callable[[], Finding]) -> Finding:
    """Whatever keeps one look from being taken is a finding, too."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 (a doctor lives on, whatever one patient does)
        says = _("cannot be looked at ({reason})", reason=labelled(type(error).__name__, str(error)))
        return Finding(subject, Level.BAD, says, _("Install Linger again."))


def _providers(settings: Settings, *, ask: bool) -> Finding:
    asked = [name for name in settings.providers if name != "tmdb" or settings.tmdb_api_key]
    if not asked:
        return Finding("providers", Level.FINE, _("none is asked: nothing leaves this machine"))
    says = _("asked for what is not here: {names}", names=joined(asked))
    silent = asyncio.run(_silent(settings)) if ask else []
    if silent:
        advice = _("No answer from {names} just now.", names=joined(silent))
        return Finding(
            "providers", Level.NOTE, says, f"{advice} {_('Check the network; Linger itself goes on trying.')}"
        )
    if len(asked) < len(settings.providers):
        return Finding("providers", Level.NOTE, says, _("TMDB needs TMDB_API_KEY, or leave it out of PROVIDERS."))
    if "tmdb" in asked and not settings.tmdb_logo:
        hint = _("TMDB asks for its logo where its facts are shown: set TMDB_LOGO (docs/providers.md).")
        return Finding("providers", Level.NOTE, says, hint)
    return Finding("providers", Level.FINE, says)


async def _silent(settings: Settings) -> list[str]:
    """Names of the catalogues that give no usable answer, each with the reason, when they are asked for a title."""
    http = Http(_Forgetful())
    providers = providers_of(settings.providers, http, tmdb_api_key=settings.tmdb_api_key)
    try:
        reasons = await asyncio.gather(*map(_trouble_with, providers))
    finally:
        await http.close()
    return [f"{each.name} ({reason})" for each, reason in zip(providers, reasons, strict=True) if reason]


async def _trouble_with(provider: Provider) -> str:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await provider.search(_ASKED)
    except (OutsideError, TimeoutError) as error:
        return str(error) or type(error).__name__
    return ""


class _Forgetful:
    """An `AnswerStore` that keeps nothing: what a doctor hears is looked at once."""

    async def get(self, _request: str) -> None:
        """There is none."""

    async def put(self, request: str, body: str, *, etag: str | None, keep_s: float) -> None:
        """Let it go."""


def _search() -> Finding:
    series = load_checked(catalogue_folder()).series
    found = SearchIndex(series).search(series[0].title, limit=1)
    says = _("{count} series, and the search finds them", count=len(series))
    if found and found[0].series_id == series[0].id:
        return Finding("catalogue", Level.FINE, says)
    says = _("the search does not find {title}", title=series[0].title)
    return Finding("catalogue", Level.BAD, says, _("Install Linger again."))


def _zones() -> Finding:
    zoneinfo.ZoneInfo("Asia/Seoul")
    return Finding(
        "time", Level.FINE, _("time zones are known; here it is {time}", time=f"{figure(datetime.now(UTC).time())} UTC")
    )


def _fonts() -> Finding:
    if importlib.util.find_spec("matplotlib") is None:
        return Finding("fonts", Level.NOTE, _("pictures are not installed: words stand in their place"))
    missing = FONTS.missing_packages()
    if not missing:
        return Finding("fonts", Level.FINE, _("every script of the catalogue can be drawn"))
    says = _("no font here draws {scripts}", scripts=in_turn(missing))
    return Finding("fonts", Level.NOTE, says, f"apt-get install {' '.join(missing.values())}")


_OTHERS = {"catalogue": _search, "time": _zones, "fonts": _fonts}
