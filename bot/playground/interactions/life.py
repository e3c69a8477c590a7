"""The life of an interaction: asked by a person, answered by the bot within three seconds, open for fifteen minutes."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any, Protocol

from bot.playground.actions.posting import CHAT_COMMAND, CONTEXT_COMMAND, DEFAULT, create_message, edit_message, place
from bot.playground.api_errors import Json, missing_permissions, refused, unknown
from bot.playground.core import Core, Files
from bot.playground.events import Event
from bot.playground.interactions.interaction import Interaction, focused_kind, numbered
from bot.playground.interactions.payloads import AUTOCOMPLETE, COMMAND, COMPONENT, interaction_json
from bot.playground.limits.commands import check_choices
from bot.playground.limits.forms import Form
from bot.playground.limits.messages import EPHEMERAL, LOADING
from bot.playground.limits.modals import check_modal
from bot.playground.world.model import Channel, Message
from bot.playground.world.permissions import P, in_channel
from bot.playground.world.rendering import message_json

ANSWER_WITHIN_S, TOKEN_LIVES_S = 3.0, 15 * 60.0
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9
MOST_FOLLOW_UPS_OUTSIDE = 5
# How many old interactions are remembered, so that late answers get the right refusal.
_REMEMBERED = 2000


class Gateway(Protocol):
    """What interactions need of the gateway."""

    def send_interaction(self, payload: Json) -> bool:
        """Send INTERACTION_CREATE to the bot; False when it is not connected."""


class Interactions:
    """Every open interaction, by token."""

    def __init__(self, core: Core, gateway: Gateway) -> None:
        self._core = core
        self._gateway = gateway
        self._by_token: dict[str, Interaction] = {}
        self._modals: dict[tuple[str, str], Interaction] = {}

    # What people do

    async def ask(self, interaction: Interaction) -> Json:
        """Send it to the bot and wait for the answer, at most three seconds; the outcome for the asker."""
        core = self._core
        payload = interaction_json(
            core,
            interaction_id=interaction.id,
            token=interaction.token,
            kind=interaction.kind,
            user_id=interaction.user_id,
            channel=interaction.channel,
            data=interaction.data,
            owners=interaction.owners,
            message=interaction.source,
        )
        if not self._gateway.send_interaction(payload):
            return self._fail(interaction, "offline")
        outcome = await core.clock.wait(interaction.answered, interaction.created_at + ANSWER_WITHIN_S)
        if outcome is None:
            return self._fail(interaction, "timeout")
        if interaction.kind != AUTOCOMPLETE:
            self._tell(interaction, "INTERACTION_SUCCESS", {"reason": None})
        return outcome

    def open(
        self,
        kind: int,
        user_id: str,
        channel: Channel,
        data: Json,
        owners: Json,
        *,
        command_name: str = "",
        source: Message | None = None,
        parent: Interaction | None = None,
    ) -> Interaction:
        """Make an interaction; `ask` sends it."""
        core = self._core
        loop = asyncio.get_running_loop()
        interaction = Interaction(
            id=core.world.snowflakes.next(),
            token=secrets.token_urlsafe(60),
            kind=kind,
            user_id=user_id,
            channel=channel,
            data=data,
            created_at=core.clock.now(),
            owners=owners,
            answered=loop.create_future(),
            settled=loop.create_future(),
            command_name=command_name,
            source=source,
            parent=parent,
        )
        if channel.guild_id is not None and "0" not in owners:
            interaction.follow_ups_left = MOST_FOLLOW_UPS_OUTSIDE
        self._by_token[interaction.token] = interaction
        while len(self._by_token) > _REMEMBERED:
            del self._by_token[next(iter(self._by_token))]
        return interaction

    def opened_modal(self, user_id: str, custom_id: str) -> Interaction | None:
        """The interaction that showed this modal to this person, while it can still be sent."""
        return self._modals.get((user_id, custom_id))

    def close_modal(self, user_id: str, custom_id: str) -> None:
        """The modal was sent and accepted; it cannot be sent again."""
        self._modals.pop((user_id, custom_id), None)

    def _fail(self, interaction: Interaction, reason: str) -> Json:
        if not interaction.settled.done():
            interaction.settled.set_result(None)
        if interaction.kind != AUTOCOMPLETE:
            self._tell(interaction, "INTERACTION_FAILED", {"reason": reason})
        return {"interaction_id": interaction.id, "outcome": "failed", "reason": reason}

    def _tell(self, interaction: Interaction, name: str, data: Json) -> None:
        event = Event(
            name,
            {"interaction_id": interaction.id, **data},
            users=frozenset({interaction.user_id}),
            to_bot=False,
        )
        self._core.bus.tell(event)

    # What the bot does

    def respond(self, interaction_id: str, token: str, body: Any, files: Files) -> Interaction:
        """The bot's first answer; raises 10062 when late or unknown, 40060 when it has answered already."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise unknown("interaction")
        if interaction.response is not None:
            raise refused(40060, "Interaction has already been acknowledged.")
        if self._core.clock.now() - interaction.created_at > ANSWER_WITHIN_S:
            raise unknown("interaction")
        kind = body.get("type") if isinstance(body, dict) else None
        form = Form()
        form.choice(("type",), kind, self._possible(interaction))
        form.raise_if_wrong()
        data = body.get("data") or {}
        outcome = self._answers[int(str(kind))](self, interaction, data, files)
        interaction.response = int(str(kind))
        if not interaction.is_thinking and not interaction.settled.done():
            interaction.settled.set_result(None)
        if not interaction.answered.done():
            interaction.answered.set_result({"interaction_id": interaction.id, **outcome})
        return interaction

    @staticmethod
    def _possible(interaction: Interaction) -> tuple[int, ...]:
        if interaction.kind == AUTOCOMPLETE:
            return (CHOICES,)
        if interaction.kind == COMMAND:
            return (MESSAGE, DEFER, SHOW_MODAL)
        updates = (DEFER_UPDATE, UPDATE) if interaction.source is not None else ()
        shows = (SHOW_MODAL,) if interaction.kind == COMPONENT else ()
        return (MESSAGE, DEFER, *updates, *shows)

    def _viewer(self, interaction: Interaction, flags: int) -> str | None:
        """Who alone sees the answer; where the server forbids outside apps that is always the asker."""
        channel = interaction.channel
        outside = channel.guild_id is not None and "0" not in interaction.owners
        forced = outside and not in_channel(self._core.world, channel, interaction.user_id) & P.USE_EXTERNAL_APPS
        return interaction.user_id if flags & EPHEMERAL or forced else None

    def marks(self, interaction: Interaction, *, first: bool) -> Json:
        """What marks a message as made by an interaction."""
        core = self._core
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
            kind = 19
        return {**extra, "type": kind, "interaction_metadata": metadata}

    def _message(self, interaction: Interaction, data: Json, files: Files) -> Json:
        viewer = self._viewer(interaction, int(data.get("flags") or 0))
        extra = self.marks(interaction, first=True)
        core = self._core
        interaction.original = create_message(
            core, interaction.channel, core.world.bot_id, data, files, viewer_id=viewer, extra=extra
        )
        return {"outcome": "message", "message": self.shown(interaction, interaction.original)}

    def _defer(self, interaction: Interaction, data: Json, files: Files) -> Json:
        core = self._core
        viewer = self._viewer(interaction, int(data.get("flags") or 0))
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
            **self.marks(interaction, first=True),
        }
        interaction.original = Message(placeholder, viewer_id=viewer)
        place(core, interaction.channel, interaction.original)
        return {"outcome": "deferred", "message": self.shown(interaction, interaction.original)}

    def _defer_update(self, interaction: Interaction, data: Json, files: Files) -> Json:
        assert interaction.source is not None
        interaction.original = interaction.source
        return {"outcome": "update", "message": self.shown(interaction, interaction.source)}

    def _update(self, interaction: Interaction, data: Json, files: Files) -> Json:
        assert interaction.source is not None
        edit_message(self._core, interaction.channel, interaction.source, data, files)
        interaction.original = interaction.source
        return {"outcome": "update", "message": self.shown(interaction, interaction.source)}

    def _choices(self, interaction: Interaction, data: Json, files: Files) -> Json:
        form = Form()
        choices = form.items(("data", "choices"), data.get("choices"), most=25)
        kind = focused_kind(interaction.data.get("options") or [])
        check_choices(form, choices, ("data", "choices"), kind=kind)
        form.raise_if_wrong()
        return {"outcome": "choices", "choices": choices}

    def _show_modal(self, interaction: Interaction, data: Json, files: Files) -> Json:
        form = Form()
        check_modal(self._core.world, form, data)
        form.raise_if_wrong()
        number = 0
        for component in data["components"]:
            number = numbered(component, number)
        interaction.modal = data
        self._modals[interaction.user_id, data["custom_id"]] = interaction
        self._tell(interaction, "INTERACTION_MODAL", {"data": data})
        return {"outcome": "modal", "modal": data}

    _answers = {  # noqa: RUF012 (a constant table; a class attribute so that it sits beside its functions)
        MESSAGE: _message,
        DEFER: _defer,
        DEFER_UPDATE: _defer_update,
        UPDATE: _update,
        CHOICES: _choices,
        SHOW_MODAL: _show_modal,
    }

    def shown(self, interaction: Interaction, message: Message) -> Json:
        """The message as the asker sees it."""
        data = message_json(self._core.world, message, interaction.user_id)
        if interaction.channel.guild_id is not None:
            data["guild_id"] = interaction.channel.guild_id
        return data

    # Follow-ups, through the interaction's webhook

    def by_webhook(self, application_id: str, token: str) -> Interaction:
        """The interaction behind a webhook address; raises 10015 before the first answer, 50027 after 15 minutes."""
        interaction = self._by_token.get(token)
        if interaction is None or application_id != self._core.world.bot_id:
            raise refused(50027, "Invalid Webhook Token", status=401)
        if self._core.clock.now() - interaction.created_at > TOKEN_LIVES_S:
            raise refused(50027, "Invalid Webhook Token", status=401)
        if interaction.response is None or interaction.kind == AUTOCOMPLETE:
            raise unknown("Webhook")
        return interaction

    def follow_up(self, interaction: Interaction, body: Json, files: Files) -> Message:
        """Another message; the first one after a defer takes the place of the "thinking" one."""
        core = self._core
        if interaction.is_thinking and interaction.original is not None:
            self.edit(interaction, interaction.original, body, files)
            return interaction.original
        if interaction.follow_ups_left is not None:
            if interaction.follow_ups_left == 0:
                message = "Maximum number of follow-up messages for this interaction reached (5)"
                raise refused(40094, message)
            interaction.follow_ups_left -= 1
        viewer = self._viewer(interaction, int(body.get("flags") or 0))
        extra = self.marks(interaction, first=False)
        made = create_message(core, interaction.channel, core.world.bot_id, body, files, viewer_id=viewer, extra=extra)
        interaction.followups.append(made)
        return made

    def message_of(self, interaction: Interaction, message_id: str) -> Message:
        """`@original`, a follow-up, or the message whose component was used; 404 for any other."""
        candidates = [interaction.original, *interaction.followups, interaction.source]
        for candidate in candidates:
            if candidate is None or (message_id != "@original" and candidate.id != message_id):
                continue
            channel = interaction.channel
            if candidate.id in channel.messages or candidate.id in channel.ephemerals:
                return candidate
            break
        raise unknown("Message")

    def edit(self, interaction: Interaction, message: Message, body: Json, files: Files) -> None:
        """Change one of the interaction's messages; ends "thinking"."""
        thinking = bool(message.data["flags"] & LOADING)
        if message.author_id != self._core.world.bot_id:
            raise missing_permissions()
        edit_message(self._core, interaction.channel, message, body, files, completes=thinking)
        if thinking and not interaction.settled.done():
            interaction.settled.set_result(None)

    def removed(self, interaction: Interaction) -> None:
        """The original was deleted: nothing is thinking any more."""
        if not interaction.settled.done():
            interaction.settled.set_result(None)
