"""The life of an interaction: asked by a person, answered by the bot within three seconds, open for fifteen minutes."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any, Protocol

from bot.playground.actions.posting import create_message, edit_message
from bot.playground.api_errors import Json, missing_permissions, refused, unknown
from bot.playground.core import Core, Files
from bot.playground.events import Event
from bot.playground.interactions.answers import ANSWERS, marks, possible_answers, viewer_of
from bot.playground.interactions.interaction import Interaction
from bot.playground.interactions.payloads import AUTOCOMPLETE, interaction_json
from bot.playground.limits.forms import Form
from bot.playground.limits.messages import LOADING
from bot.playground.world.model import Channel, Message

ANSWER_WITHIN_S, TOKEN_LIVES_S = 3.0, 15 * 60.0
MOST_FOLLOW_UPS_OUTSIDE = 5
# How many old interactions are remembered, so that late answers get the right refusal.
_REMEMBERED = 2000


class Gateway(Protocol):
    """What interactions need of the gateway."""

    def send_interaction(self, payload: Json) -> bool:
        """Send INTERACTION_CREATE to the bot; False when it is not connected."""


class Interactions:
    """Every open interaction, by token."""

    def __init__(self, core: Core, gateway: Gateway, *, answer_within_s: float = ANSWER_WITHIN_S) -> None:
        self.answer_within_s = answer_within_s
        self._core = core
        self._gateway = gateway
        self._by_token: dict[str, Interaction] = {}
        self._modals: dict[tuple[str, str], Interaction] = {}

    # What people do

    async def ask(self, interaction: Interaction) -> Json:
        """Send it to the bot and wait for the answer, at most `answer_within_s`; the outcome for the asker."""
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
        outcome = await core.clock.wait(interaction.answered, interaction.created_at + self.answer_within_s)
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
        if self._core.clock.now() - interaction.created_at > self.answer_within_s:
            raise unknown("interaction")
        kind = body.get("type") if isinstance(body, dict) else None
        form = Form()
        form.choice(("type",), kind, possible_answers(interaction))
        form.raise_if_wrong()
        data = body.get("data") or {}
        answer = int(str(kind))
        outcome = ANSWERS[answer](self._core, interaction, data, files)
        interaction.response = answer
        if interaction.modal is not None:
            self._modals[interaction.user_id, interaction.modal["custom_id"]] = interaction
            self._tell(interaction, "INTERACTION_MODAL", {"data": interaction.modal})
        if not interaction.is_thinking and not interaction.settled.done():
            interaction.settled.set_result(None)
        if not interaction.answered.done():
            interaction.answered.set_result({"interaction_id": interaction.id, **outcome})
        return interaction

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
        viewer = viewer_of(core, interaction, int(body.get("flags") or 0))
        extra = marks(core, interaction, first=False)
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
