"""REST: reactions."""

from __future__ import annotations

from bot.playground.actions import reacting
from bot.playground.api_errors import Json
from bot.playground.backend import Backend
from bot.playground.rest.routing import Request, Routes
from bot.playground.world.model import Channel, Message
from bot.playground.world.permissions import P

routes = Routes()
_REACTIONS = "/channels/{channel_id}/messages/{message_id}/reactions"


def _found(backend: Backend, request: Request, *needed: P) -> tuple[Channel, Message]:
    return backend.message_in(request["channel_id"], request["message_id"], *needed)


@routes.add("PUT", _REACTIONS + "/{emoji}/@me")
def add(backend: Backend, request: Request) -> None:
    """React as the bot."""
    channel, message = _found(backend, request)
    reacting.react(backend.core, channel, message, backend.bot_id, request["emoji"])


@routes.add("DELETE", _REACTIONS + "/{emoji}/@me")
def remove_own(backend: Backend, request: Request) -> None:
    """Take the bot's reaction back."""
    channel, message = _found(backend, request)
    reacting.take_back(backend.core, channel, message, backend.bot_id, request["emoji"])


@routes.add("DELETE", _REACTIONS + "/{emoji}/{user_id}")
def remove(backend: Backend, request: Request) -> None:
    """Remove somebody's reaction."""
    needed = () if request["user_id"] == backend.bot_id else (P.MANAGE_MESSAGES,)
    channel, message = _found(backend, request, *needed)
    reacting.take_back(backend.core, channel, message, request["user_id"], request["emoji"])


@routes.add("GET", _REACTIONS + "/{emoji}")
def users(backend: Backend, request: Request) -> list[Json]:
    """Who reacted, by id, at most 100 at a time; `type=1` asks for burst reactions."""
    _, message = _found(backend, request, P.READ_MESSAGE_HISTORY)
    return reacting.who_reacted(
        backend.core,
        message,
        request["emoji"],
        burst=request.query.get("type") == "1" or request.flag("burst"),
        after=request.query.get("after", "0"),
        limit=request.limit(default=25, most=100),
    )


@routes.add("DELETE", _REACTIONS)
def clear(backend: Backend, request: Request) -> None:
    """Remove all reactions."""
    channel, message = _found(backend, request, P.MANAGE_MESSAGES)
    reacting.clear(backend.core, channel, message)


@routes.add("DELETE", _REACTIONS + "/{emoji}")
def clear_emoji(backend: Backend, request: Request) -> None:
    """Remove all reactions with one emoji."""
    channel, message = _found(backend, request, P.MANAGE_MESSAGES)
    reacting.clear_emoji(backend.core, channel, message, request["emoji"])
