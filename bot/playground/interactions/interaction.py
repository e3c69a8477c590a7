"""One interaction: what was asked, and what has come of it so far."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.playground.api_errors import Json
from bot.playground.core import Core
from bot.playground.interactions.payloads import COMMAND, COMPONENT, MODAL
from bot.playground.limits.messages import LOADING
from bot.playground.world.model import Channel, Message


@dataclass(slots=True, eq=False)
class Interaction:
    """One interaction and what has come of it so far."""

    id: str
    token: str
    kind: int
    user_id: str
    channel: Channel
    data: Json
    created_at: float
    owners: Json
    answered: asyncio.Future[Json]
    settled: asyncio.Future[None]  # done once nothing is "thinking" any more
    command_name: str = ""
    source: Message | None = None
    parent: Interaction | None = None
    response: int | None = None
    ephemeral: bool = False
    original: Message | None = None
    modal: Json | None = None
    followups: list[Message] = field(default_factory=list)
    follow_ups_left: int | None = None

    @property
    def is_thinking(self) -> bool:
        """Whether the deferred message still waits for its content."""
        return self.original is not None and bool(self.original.data["flags"] & LOADING)

    def summary(self) -> Json:
        """`interaction` of a callback's answer."""
        data: Json = {"id": self.id, "type": self.kind}
        if self.original is not None:
            data |= {
                "response_message_id": self.original.id,
                "response_message_loading": self.is_thinking,
                "response_message_ephemeral": self.original.viewer_id is not None,
            }
        return data

    def metadata(self, core: Core) -> Json:
        """`interaction_metadata` of the messages it makes."""
        data: Json = {
            "id": self.id,
            "type": self.kind,
            "user": core.world.users[self.user_id].data,
            "authorizing_integration_owners": self.owners,
        }
        if self.kind == COMMAND:
            data["name"] = self.command_name
            data["command_type"] = self.data.get("type", 1)
            if self.data.get("type") == 2:
                data["target_user"] = core.world.users[self.data["target_id"]].data
            elif self.data.get("type") == 3:
                data["target_message_id"] = self.data["target_id"]
        elif self.kind == COMPONENT and self.source is not None:
            data["interacted_message_id"] = self.source.id
        elif self.kind == MODAL and self.parent is not None:
            data["triggering_interaction_metadata"] = self.parent.metadata(core)
        return data


def focused_kind(options: list[Json]) -> int:
    """The type of the option that is being typed; text where none is."""
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        found = focused_kind(option.get("options") or [])
        if found != 3:
            return found
    return 3


def numbered(component: Json, number: int) -> int:
    """Give every part of a modal its number, as Discord does; returns the last one used."""
    number += 1
    component.setdefault("id", number)
    for child in component.get("components") or []:
        number = numbered(child, number)
    if component.get("component"):
        number = numbered(component["component"], number)
    return number
