"""The kinds of first answer to an interaction, and the messages they make."""

from __future__ import annotations

from collections.abc import Callable

from bot.playground.actions.posting import (
    CHAT_COMMAND,
    CONTEXT_COMMAND,
    DEFAULT,
    REPLY,
    create_message,
    edit_message,
    place,
)
from bot.playground.api_errors import Json
from bot.playground.core import Core, Files
from bot.playground.interactions.interaction import Interaction, focused_kind, numbered
from bot.playground.interactions.payloads import AUTOCOMPLETE, COMMAND, COMPONENT
from bot.playground.limits.commands import check_choices
from bot.playground.limits.forms import Form
from bot.playground.limits.messages import EPHEMERAL, LOADING
from bot.playground.limits.modals import check_modal
from bot.playground.world.model import Message
from bot.playground.world.permissions import P, in_channel
from bot.playground.world.rendering import message_json

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9


def possible_answers(interaction: Interaction) -> tuple[int, ...]:
    """The kinds of first answer that Discord takes: no modal after a modal, no update without a message."""
    if interaction.kind == AUTOCOMPLETE:
        return (CHOICES,)
    if interaction.kind == COMMAND:
        return (MESSAGE, DEFER, SHOW_MODAL)
    updates = (DEFER_UPDATE, UPDATE) if interaction.source is not None else ()
    shows = (SHOW_MODAL,) if interaction.kind == COMPONENT else ()
    return (MESSAGE, DEFER, *updates, *shows)


def viewer_of(core: Core, interaction: Interaction, flags: int) -> str | None:
    """Who alone sees the answer; where the server forbids outside apps that is always the asker."""
    channel = interaction.channel
    outside = channel.guild_id is not None and "0" not in interaction.owners
    forced = outside and not in_channel(core.world, channel, interaction.user_id) & P.USE_EXTERNAL_APPS
    return interaction.user_id if flags & EPHEMERAL or forced else None


def marks(core: Core, interaction: Interaction, *, first: bool) -> Json:
    """What marks a message as made by an interaction."""
    metadata = interaction.metadata(core)
    kind = DEFAULT
    extra: Json = {"webhook_id": core.world.bot_id, "application_id": core.world.bot_id}
    if first and interaction.kind == COMMAND:
        kind = CHAT_COMMAND if interaction.data.get("type", 1) == 1 else CONTEXT_COMMAND
        extra["interaction"] = {
            "id": interaction.id,
            "type": COMMAND,
            "name": interaction.command_name,
            "user": core.world.users[interaction.user_id].data,
        }
    elif not first and interaction.original is not None:
        metadata["original_response_message_id"] = interaction.original.id
        extra["message_reference"] = {
            "type": 0,
            "message_id": interaction.original.id,
            "channel_id": interaction.channel.id,
        }
        kind = REPLY
    return {**extra, "type": kind, "interaction_metadata": metadata}


def _message(core: Core, interaction: Interaction, data: Json, files: Files) -> Json:
    viewer = viewer_of(core, interaction, int(data.get("flags") or 0))
    extra = marks(core, interaction, first=True)
    interaction.original = create_message(
        core, interaction.channel, core.world.bot_id, data, files, viewer_id=viewer, extra=extra
    )
    return {"outcome": "message", "message": shown(core, interaction, interaction.original)}


def _defer(core: Core, interaction: Interaction, data: Json, files: Files) -> Json:
    viewer = viewer_of(core, interaction, int(data.get("flags") or 0))
    placeholder: Json = {
        "id": core.world.snowflakes.next(),
        "channel_id": interaction.channel.id,
        "author": core.world.users[core.world.bot_id].data,
        "content": "",
        "timestamp": core.clock.timestamp(),
        "edited_timestamp": None,
        "tts": False,
        "attachments": [],
        "embeds": [],
        "components": [],
        "flags": LOADING | (EPHEMERAL if viewer else 0),
        "pinned": False,
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        **marks(core, interaction, first=True),
    }
    interaction.original = Message(placeholder, viewer_id=viewer)
    place(core, interaction.channel, interaction.original)
    return {"outcome": "deferred", "message": shown(core, interaction, interaction.original)}


def _defer_update(core: Core, interaction: Interaction, data: Json, files: Files) -> Json:
    assert interaction.source is not None
    interaction.original = interaction.source
    return {"outcome": "update", "message": shown(core, interaction, interaction.source)}


def _update(core: Core, interaction: Interaction, data: Json, files: Files) -> Json:
    assert interaction.source is not None
    edit_message(core, interaction.channel, interaction.source, data, files)
    interaction.original = interaction.source
    return {"outcome": "update", "message": shown(core, interaction, interaction.source)}


def _choices(core: Core, interaction: Interaction, data: Json, files: Files) -> Json:
    form = Form()
    choices = form.items(("data", "choices"), data.get("choices"), most=25)
    kind = focused_kind(interaction.data.get("options") or [])
    check_choices(form, choices, ("data", "choices"), kind=kind)
    form.raise_if_wrong()
    return {"outcome": "choices", "choices": choices}


def _show_modal(core: Core, interaction: Interaction, data: Json, files: Files) -> Json:
    form = Form()
    check_modal(core.world, form, data)
    form.raise_if_wrong()
    number = 0
    for component in data["components"]:
        number = numbered(component, number)
    interaction.modal = data
    return {"outcome": "modal", "modal": data}


ANSWERS: dict[int, Callable[[Core, Interaction, Json, Files], Json]] = {
    MESSAGE: _message,
    DEFER: _defer,
    DEFER_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _choices,
    SHOW_MODAL: _show_modal,
}


def shown(core: Core, interaction: Interaction, message: Message) -> Json:
    """The message as the asker sees it."""
    data = message_json(core.world, message, interaction.user_id)
    if interaction.channel.guild_id is not None:
        data["guild_id"] = interaction.channel.guild_id
    return data
