"""REST: answers to interactions and their follow-ups. Their addresses carry a token; the bot's own is not needed."""

from __future__ import annotations

from typing import Any

from bot.playground.actions import posting
from bot.playground.api_errors import Json
from bot.playground.backend import Backend
from bot.playground.interactions.answers import DEFER, MESSAGE, UPDATE
from bot.playground.interactions.interaction import Interaction
from bot.playground.rest.routing import Reply, Request, Routes
from bot.playground.world.rendering import message_json

routes = Routes()
_WEBHOOK = "/webhooks/{application_id}/{token}"


@routes.add("POST", "/interactions/{interaction_id}/{token}/callback", public=True)
def respond(backend: Backend, request: Request) -> Any:
    """The first answer; with `with_response` it tells what came of it."""
    interaction = backend.interactions.respond(request["interaction_id"], request["token"], request.body, request.files)
    if not request.flag("with_response"):
        return None
    answer: Json = {"interaction": interaction.summary()}
    if interaction.response in (MESSAGE, DEFER, UPDATE) and interaction.original is not None:
        message = message_json(backend.world, interaction.original, backend.bot_id)
        answer["resource"] = {"type": interaction.response, "message": message}
    elif interaction.response is not None:
        answer["resource"] = {"type": interaction.response}
    return Reply(200, answer)


def _interaction(backend: Backend, request: Request) -> Interaction:
    return backend.interactions.by_webhook(request["application_id"], request["token"])


@routes.add("POST", _WEBHOOK, public=True)
def follow_up(backend: Backend, request: Request) -> Json:
    """One more message."""
    interaction = _interaction(backend, request)
    message = backend.interactions.follow_up(interaction, request.form, request.files)
    return message_json(backend.world, message, backend.bot_id)


@routes.add("GET", _WEBHOOK + "/messages/{message_id}", public=True)
def get(backend: Backend, request: Request) -> Json:
    """`@original` or a follow-up."""
    message = backend.interactions.message_of(_interaction(backend, request), request["message_id"])
    return message_json(backend.world, message, backend.bot_id)


@routes.add("PATCH", _WEBHOOK + "/messages/{message_id}", public=True)
def edit(backend: Backend, request: Request) -> Json:
    """Edit `@original` or a follow-up."""
    interaction = _interaction(backend, request)
    message = backend.interactions.message_of(interaction, request["message_id"])
    backend.interactions.edit(interaction, message, request.form, request.files)
    return message_json(backend.world, message, backend.bot_id)


@routes.add("DELETE", _WEBHOOK + "/messages/{message_id}", public=True)
def delete(backend: Backend, request: Request) -> None:
    """Delete `@original` or a follow-up."""
    interaction = _interaction(backend, request)
    message = backend.interactions.message_of(interaction, request["message_id"])
    posting.delete_message(backend.core, interaction.channel, message)
    if message is interaction.original:
        backend.interactions.removed(interaction)
