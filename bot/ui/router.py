"""The one door for buttons, selects and modals: gate, authority, language and errors in one place.

A cog marks a method with `@on_press("reviews.read")`, `@on_choose(…)` or `@on_submit(…)`. The arguments of the
custom id are converted by the method's annotations (int or str). Because nothing but the custom id is
needed, components work after a restart; because the gate, the authority and the row behind the ids are checked
on each press, a forged or foreign id changes nothing.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import FeatureOff, Gone
from bot.i18n import _, speak
from bot.ui.answers import answer_error
from bot.ui.authority import authority_of, check_authority
from bot.ui.custom_ids import split_custom_id

if TYPE_CHECKING:
    from bot.client import Linger
    from bot.ui.feature_cog import FeatureCog

_MARK = "__linger_route__"
_WORTH_KEEPING = 120  # characters of one input
_F = typing.TypeVar("_F", bound=Callable[..., Awaitable[None]])


@dataclass(frozen=True, slots=True)
class Route:
    """A method of a cog that answers one action."""

    action: str
    kind: str  # "press", "choose" or "submit"
    feature: str
    function: Callable[..., Awaitable[None]]
    parameters: tuple[tuple[str, type, bool], ...]  # (name, type, has a default)

    def convert(self, arguments: list[str]) -> list[Any]:
        """The custom id's arguments as the function takes them. Raises Gone where they do not fit."""
        required = sum(not optional for _name, _type, optional in self.parameters)
        if not required <= len(arguments) <= len(self.parameters):
            raise Gone(_old_component())
        return [_converted(text, kind) for text, (_name, kind, _) in zip(arguments, self.parameters, strict=False)]


def _converted(text: str, kind: type) -> Any:
    if kind is not int:
        return text
    if not text.isascii() or not text.isdigit() or len(text) > 19:
        raise Gone(_old_component())
    return int(text)


def _old_component() -> str:
    return _("This button no longer works. Please run the command again.")


def _marker(kind: str, action: str) -> Callable[[_F], _F]:
    def mark(function: _F) -> _F:
        setattr(function, _MARK, (kind, action))
        return function

    return mark


def on_press(action: str) -> Callable[[_F], _F]:
    """`async def method(self, interaction, *arguments)` answers the buttons of `action`."""
    return _marker("press", action)


def on_choose(action: str) -> Callable[[_F], _F]:
    """`async def method(self, interaction, values, *arguments)` answers the selects of `action`.

    `values` are the chosen strings: options' values, or the ids of channels, roles or users.
    """
    return _marker("choose", action)


def on_submit(action: str) -> Callable[[_F], _F]:
    """`async def method(self, interaction, fields, *arguments)` answers the modals of `action`.

    `fields` is a `Fields`. The last argument of a modal's custom id is dropped: it only makes each opening unique.
    """
    return _marker("submit", action)


@dataclass(frozen=True, slots=True)
class Fields:
    """What somebody filled into a modal, by the custom ids of its inputs."""

    values: dict[str, list[str]]
    uploads: dict[str, list[discord.Attachment]]

    def text(self, name: str) -> str:
        """A text input's text, or the single value chosen; empty where nothing was given."""
        given = self.values.get(name) or [""]
        return given[0]

    def choices(self, name: str) -> list[str]:
        """All values chosen in a select or a group."""
        return self.values.get(name, [])


def read_fields(interaction: discord.Interaction[Any]) -> Fields:
    """The fields of a submitted modal, from the interaction itself, so that no modal has to be remembered."""
    data = typing.cast(dict[str, Any], interaction.data)
    attachments = data.get("resolved", {}).get("attachments", {})
    values: dict[str, list[str]] = {}
    uploads: dict[str, list[discord.Attachment]] = {}
    for part in _walk(data.get("components", [])):
        name = part.get("custom_id")
        if name is None:
            continue
        if part.get("type") == discord.ComponentType.file_upload.value:
            state = interaction._state  # noqa: SLF001 (the library gives no public way to build an attachment)
            uploads[name] = [
                discord.Attachment(data=attachments[key], state=state)
                for key in part.get("values", [])
                if key in attachments
            ]
        elif "values" in part:
            values[name] = [str(value) for value in part["values"] or []]
        elif part.get("value") is not None:
            value = part["value"]
            values[name] = [str(value).lower() if isinstance(value, bool) else str(value)]
    return Fields(values, uploads)


def _long_text(interaction: discord.Interaction[Any]) -> str | None:
    """What somebody wrote into a form that now fails, if it is long enough to be missed."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data = typing.cast(dict[str, Any], interaction.data)
    typed = [part["value"] for part in _walk(data.get("components", [])) if isinstance(part.get("value"), str)]
    return "\n\n".join(text for text in typed if len(text) >= _WORTH_KEEPING) or None


def _walk(components: list[dict[str, Any]]) -> typing.Iterator[dict[str, Any]]:
    for part in components:
        yield part
        if "component" in part:
            yield from _walk([part["component"]])
        yield from _walk(part.get("components", []))


class Router:
    """Routes of the loaded cogs by action."""

    def __init__(self) -> None:
        self._routes: dict[str, Route] = {}

    @property
    def routes(self) -> dict[str, Route]:
        """Every route by its action."""
        return dict(self._routes)

    def add(self, cog: FeatureCog) -> None:
        """Take the marked methods of `cog`. Raises ValueError when an action is taken already."""
        for _name, function in inspect.getmembers(cog, inspect.ismethod):
            mark = getattr(function, _MARK, None)
            if mark is None:
                continue
            kind, action = mark
            if action in self._routes:
                raise ValueError(f"two routes for {action}")
            self._routes[action] = Route(action, kind, cog.feature, function, _parameters(function, kind))

    def remove(self, cog: FeatureCog) -> None:
        """Forget the routes of `cog`."""
        self._routes = {a: r for a, r in self._routes.items() if getattr(r.function, "__self__", None) is not cog}

    async def dispatch(self, interaction: discord.Interaction[Linger]) -> None:
        """Answer a press, a choice or a submit; an error becomes an answer."""
        speak(interaction.locale.value)
        try:
            await self._run(interaction)
        except Exception as error:  # noqa: BLE001 (this is the door: every failure is answered and logged here)
            await answer_error(interaction, error, typed=_long_text(interaction))

    async def _run(self, interaction: discord.Interaction[Linger]) -> None:
        data = typing.cast(dict[str, Any], interaction.data)
        action, arguments = split_custom_id(data["custom_id"])
        submitted = interaction.type is discord.InteractionType.modal_submit
        chosen = data.get("values")
        kind = "submit" if submitted else "press" if chosen is None else "choose"
        route = self._routes.get(action)
        if route is None or route.kind != kind:
            raise Gone(_old_component())
        check_gate(interaction, route.feature)
        check_authority(interaction, authority_of(route.function))
        if submitted:
            await route.function(interaction, read_fields(interaction), *route.convert(arguments[:-1]))
        elif chosen is not None:
            await route.function(interaction, [str(value) for value in chosen], *route.convert(arguments))
        else:
            await route.function(interaction, *route.convert(arguments))


def _parameters(function: Callable[..., Any], kind: str) -> tuple[tuple[str, type, bool], ...]:
    taken = list(inspect.signature(function).parameters.values())[1 if kind == "press" else 2 :]
    return tuple(
        (p.name, int if p.annotation in (int, "int") else str, p.default is not inspect.Parameter.empty) for p in taken
    )


def check_gate(interaction: discord.Interaction[Linger], feature: str) -> None:
    """Raises FeatureOff when `feature` is switched off where `interaction` happens."""
    channel = interaction.channel
    channel_id = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
    if not interaction.client.app.servers.is_on(interaction.guild_id, channel_id, feature):
        raise FeatureOff(_("This feature is switched off here. A server admin can switch it on with /config."))
