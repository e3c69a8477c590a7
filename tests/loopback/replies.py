"""What came of an act, and what a message or modal reads like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.playground.limits.components import LINK, SELECTS, walk

Json = dict[str, Any]
EPHEMERAL, LOADING, V2 = 1 << 6, 1 << 7, 1 << 15


def text_of(message: Json) -> str:
    """All text that the message shows, in reading order: content, embeds, components; labels and options too."""
    parts = [message.get("content") or ""]
    for embed in message.get("embeds") or []:
        parts += [(embed.get("author") or {}).get("name"), embed.get("title"), embed.get("description")]
        for entry in embed.get("fields") or []:
            parts += [entry["name"], entry["value"]]
        parts.append((embed.get("footer") or {}).get("text"))
    if message.get("poll"):
        parts.append(message["poll"]["question"]["text"])
        parts += [answer["poll_media"]["text"] for answer in message["poll"]["answers"]]
    parts += component_texts(message.get("components") or [])
    return "\n".join(part for part in parts if part)


def component_texts(components: list[Json]) -> list[str]:
    """What components read like, top to bottom."""
    texts: list[str] = []
    for part in walk(components):
        texts += [part[key] for key in ("content", "label", "description", "placeholder") if part.get(key)]
        for option in [*(part.get("options") or []), *(part.get("items") or [])]:
            texts += [option[key] for key in ("label", "description") if option.get(key)]
    return texts


@dataclass
class Seen:
    """One message as a member sees it."""

    json: Json

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def channel_id(self) -> str:
        return str(self.json["channel_id"])

    @property
    def author(self) -> str:
        """The author's user name."""
        return str(self.json["author"]["username"])

    @property
    def content(self) -> str:
        return str(self.json["content"])

    @property
    def text(self) -> str:
        """All display text in reading order."""
        return text_of(self.json)

    @property
    def ephemeral(self) -> bool:
        return bool(self.json["flags"] & EPHEMERAL)

    @property
    def thinking(self) -> bool:
        return bool(self.json["flags"] & LOADING)

    @property
    def is_v2(self) -> bool:
        return bool(self.json["flags"] & V2)

    @property
    def components(self) -> list[Json]:
        """Every component, nested ones after what holds them."""
        return list(walk(self.json["components"]))

    @property
    def buttons(self) -> list[Json]:
        return [part for part in self.components if part["type"] == 2]

    @property
    def button_labels(self) -> list[str]:
        """Labels of the buttons that can be pressed, links included; an emoji stands for a missing label."""
        return [part.get("label") or part["emoji"]["name"] for part in self.buttons if not part.get("disabled", False)]

    @property
    def links(self) -> list[str]:
        return [part["url"] for part in self.buttons if part.get("style") == LINK]

    @property
    def selects(self) -> list[Json]:
        return [part for part in self.components if part["type"] in SELECTS]

    @property
    def embeds(self) -> list[Json]:
        return list(self.json["embeds"])

    @property
    def attachments(self) -> list[Json]:
        return list(self.json["attachments"])

    @property
    def reactions(self) -> dict[str, int]:
        """Emoji → how many."""
        return {entry["emoji"]["name"]: entry["count"] for entry in self.json.get("reactions", [])}


@dataclass
class Reply:
    """What the bot answered to one act of a member.

    `outcome` is one of message, deferred, update, modal, choices, failed. After a defer, `message` is what
    replaced "thinking…". `followups` are the further messages so far.
    """

    outcome: str
    message: Seen | None = None
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    reason: str | None = None
    followups: list[Seen] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything there is to read: the message and its follow-ups, or the modal."""
        if self.modal is not None:
            return "\n".join([self.modal["title"], *component_texts(self.modal["components"])])
        shown = [self.message] if self.message is not None else []
        return "\n".join(one.text for one in [*shown, *self.followups])

    @property
    def seen(self) -> Seen:
        """The message; fails the test when there is none."""
        assert self.message is not None, f"no message was shown: {self.outcome} {self.reason or ''}"
        return self.message

    @property
    def buttons(self) -> list[str]:
        """Labels of the message's buttons that can be pressed."""
        return self.seen.button_labels

    @property
    def ephemeral(self) -> bool:
        """Whether only the member sees the message."""
        return self.seen.ephemeral

    @property
    def failed(self) -> bool:
        """Whether Discord showed "The application did not respond"."""
        return self.outcome == "failed"

    @property
    def fields(self) -> dict[str, Json]:
        """The modal's fields by the label a person reads."""
        from bot.playground.limits.modals import modal_fields

        assert self.modal is not None, f"no modal was shown: {self.outcome} {self.text!r}"
        return {field["label"]: field for field in modal_fields(self.modal["components"]).values()}
