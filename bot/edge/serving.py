"""Running the client until it is stopped: what passes by itself is tried again, what the operator can mend is said."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route as RestRoute

from bot.app import App
from bot.domain.shards import Shards
from bot.edge.callbacks import use_patience
from bot.edge.client import Linger
from bot.edge.gateway.hearing_time import hear_time
from bot.edge.reaching import MISSHAPEN, UNREACHABLE, growing_pauses, why
from bot.edge.wire import guard_library
from bot.errors import NotYet, StartError
from bot.i18n import N_, _, speaking
from bot.settings import Settings

_log = logging.getLogger(__name__)

_NOT_ACCEPTED = N_(
    "Discord does not accept DISCORD_TOKEN. Copy it again from the Developer Portal → your application"
    " → Bot; resetting it there makes the old one useless."
)
_TOO_FEW = 4011
_MOST_QUEUED = 20_000  # changes; a disk that hangs does not make a crowd of reactions fill the memory
_CLOSED = {
    4004: N_("Discord does not accept DISCORD_TOKEN any more. Copy it again from the Developer Portal."),
    4010: N_("Discord refused the number of a shard. Start Linger again; if it stays so, update Linger."),
    _TOO_FEW: N_(
        "Discord wants this bot in more shards than before, because it is in more servers. Start Linger again:"
        " it asks how many there are to be."
    ),
    4012: N_("Discord no longer speaks the version of its gateway that this Linger uses. Update Linger."),
    4013: N_("Discord does not know one of the intents asked for. Update Linger."),
}


async def serve(app: App, *, on_client: Callable[[Linger], None] | None = None) -> None:
    """Run the bot until it is stopped; `on_client` is told about each client before it logs in.

    Raises StartError for what only the operator can mend: a wrong token, a refused intent. What may pass by
    itself (no network, Discord down) is retried with growing pauses, on a fresh client.
    """
    point_library_at(app.settings)
    guard_library(backlog=lambda: app.db.queued / _MOST_QUEUED)
    use_patience(within_s=app.pace.answer_within_s)
    hear_time(app.clock)
    where = app.settings.discord_api_url or "Discord"
    pauses = growing_pauses(app.pace.reach_after_s)
    while True:
        client = Linger(app)
        try:
            async with client:
                if on_client is not None:
                    on_client(client)
                with speaking(None, to_everybody=False):  # members' doors choose; the operator's language is no default
                    await _until_closed(client.start(app.settings.discord_token), app)
                return
        except discord.LoginFailure:
            raise StartError(_(_NOT_ACCEPTED)) from None
        except discord.PrivilegedIntentsRequired:
            raise StartError(
                _(
                    "Discord refused the Server Members intent. Switch it on in the Developer Portal → your application"
                    " → Bot → Privileged Gateway Intents, or set MEMBERS_INTENT=no."
                )
            ) from None
        except discord.ConnectionClosed as error:
            raise StartError(_why_closed(error.code, app.db.shards)) from None
        except (NotYet, *UNREACHABLE) as error:
            trouble = str(error) if isinstance(error, NotYet) else f"{where} cannot be reached ({why(error)})."
        except discord.HTTPException as error:
            if error.status == 401:
                raise StartError(_(_NOT_ACCEPTED)) from None
            trouble = _why_refused(where, error)
        except discord.RateLimited as error:
            trouble = f"{where} asks for {error.retry_after:.0f} s of patience."
        except MISSHAPEN as error:
            if client.is_logged_in:
                raise  # then it was no answer to the login that could not be read
            trouble = f"{where} answered with something that is not Discord's ({type(error).__name__})."
        pause_s = next(pauses)
        _log.error("%s Trying again in %.0f s.", trouble, pause_s)
        await asyncio.sleep(pause_s)


async def _until_closed(starting: Coroutine[Any, Any, None], app: App) -> None:
    """Run a client until it closes; a cancellation always ends it. Raises StartError when another process has taken
    over: both would answer.

    One that comes in the moment in which a shard has connected again is swallowed by `asyncio.wait_for` of Python 3.11,
    inside the library: it is said again until it was heard.
    """
    running = asyncio.create_task(starting)
    taken_over = asyncio.create_task(app.db.trouble.taken_over.wait())
    try:
        await asyncio.wait({running, taken_over}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        taken_over.cancel()
        while not running.done():
            running.cancel()
            await asyncio.wait({running}, timeout=1)
    if app.db.trouble.taken_over.is_set():
        raise StartError(
            _(
                "The database {place} cannot be used ({reason}). Check DATABASE_URL, and whether the server runs.",
                place=app.db.place,
                reason=app.db.trouble.taken_by,
            )
        )
    await running


def point_library_at(settings: Settings) -> None:
    """Let discord.py speak to the addresses of `settings`, where they are set.

    A test server has the pictures, too: it is known by its gateway, which a proxy of the API does not serve.
    """
    api, gateway = yarl.URL(settings.discord_api_url), yarl.URL(settings.discord_gateway_url)
    if settings.discord_api_url:
        RestRoute.BASE = settings.discord_api_url
        if api.authority == gateway.authority:
            Asset.BASE = str(api.origin()) + "/cdn"
    if settings.discord_gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = gateway


def _why_closed(code: int | None, shards: Shards) -> str:
    if code == _TOO_FEW and not shards.is_alone:
        return _(
            "Discord wants this bot in more shards than {count}, because it is in more servers. Write a larger number"
            " behind the stroke of SHARDS for every process, and start all of them again.",
            count=shards.count,
        )
    if code in _CLOSED:
        return _(_CLOSED[code])
    said = _("Discord closed the connection for good (code {code}). Start Linger again; if it stays so, update Linger.")
    return said.format(code=code)


def _why_refused(where: str, error: discord.HTTPException) -> str:
    """A refusal of the login that may pass; who goes on knocking fast makes it last longer."""
    if error.status == 429:
        return f"{where} takes no more requests from this address for now (429)."
    said = " ".join(error.text.split())[:100] if error.text and "<" not in error.text else "no reason given"
    return f"{where} refuses this bot or its address ({error.status}: {said})."
