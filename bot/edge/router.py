"""The one door for buttons, selects and modals: gate, authority, language and errors in one place.

A cog marks a method with `@on_press("reviews.read")`, `@on_choose(…)` or `@on_submit(…)`. The arguments of the
custom id are converted by the method's annotations (int or str). Because nothing but the custom id is
needed, components work after a restart; because the gate, the authority and the row behind the ids are checked
on each press, a forged or foreign id changes nothing.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import discord
from msgspec import Struct

from bot.edge.answers import answer_error, answer_in_time, outcome_of
from bot.edge.authority import authority_of
from bot.edge.forms import REOPEN, OpenForms, is_returned, parts_of, typed_texts
from bot.edge.gate import Gate
from bot.errors import Gone, UserError
from bot.i18n import _, speak
from bot.services.upkeep.meters import Meters, Outcome
from bot.ui.kit.cards import button
from bot.ui.kit.custom_ids import split_custom_id

_MARK = "__linger_route__"
_WORTH_KEEPING = 120  # characters
_F = typing.TypeVar("_F", bound=Callable[..., Awaitable[None]])


class Route(Struct, frozen=True):
    """A method of a cog that answers one action."""

    action: str
    kind: str  # "press", "choose" or "submit"
    feature: str
    function: Callable[..., Awaitable[None]]
    marked: Callable[..., Awaitable[None]]  # the same as it was written, which says what it takes

    @property
    def parameters(self) -> tuple[tuple[str, type, bool], ...]:
        """What it takes from the custom id: (name, type, has a default); looked at when it is first pressed."""
        return _parameters(self.marked, self.kind)

    def convert(self, arguments: list[str]) -> list[Any]:
        """The custom id's arguments as the function takes them. Raises Gone where they do not fit."""
        parameters = self.parameters
        required = sum(not optional for _name, _type, optional in parameters)
        if not required <= len(arguments) <= len(parameters):
            raise Gone(_old_component())
        return [_converted(text, kind) for text, (_name, kind, _) in zip(arguments, parameters, strict=False)]


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


class Fields(Struct, frozen=True):
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
    for part in parts_of(data):
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
    typed = "\n\n".join(typed_texts(typing.cast(dict[str, Any], interaction.data)))
    return typed if len(typed) >= _WORTH_KEEPING else None


class Feature(typing.Protocol):
    """Whatever has marked methods, and the feature that they belong to."""

    @property
    def feature(self) -> str:
        """The name by which the gate knows the feature."""


class Router:
    """Routes of the loaded cogs by action."""

    def __init__(
        self,
        gate: Gate,
        forms: OpenForms,
        meters: Meters,
        routes: Mapping[str, Route] | None = None,
        *,
        patience_s: float = 2.0,
    ) -> None:
        self._gate = gate
        self._forms = forms
        self._meters = meters
        self._patience_s = patience_s
        self._routes: dict[str, Route] = dict(routes or {})

    @property
    def routes(self) -> dict[str, Route]:
        """The routes of every loaded feature, by their action; a copy."""
        return dict(self._routes)

    def running(self, interaction: discord.Interaction[Any], actions: Iterable[str]) -> list[str]:
        """Those of `actions`, of any feature, that work where `interaction` happens."""
        features = {action: self._routes[action].feature for action in actions if action in self._routes}
        running = self._gate.running(interaction, set(features.values()))
        return [action for action, feature in features.items() if feature in running]

    def add(self, cog: Feature) -> None:
        """Take the marked methods of `cog`. Raises ValueError when an action is taken already."""
        for name, marked in _marked_in(type(cog)):
            kind, action = getattr(marked, _MARK)
            if action in self._routes:
                raise ValueError(f"two routes for {action}")
            self._routes[action] = Route(action, kind, cog.feature, getattr(cog, name), marked)

    def remove(self, cog: Feature) -> None:
        """Forget the routes of `cog`: from now on its components answer as out of date."""
        self._routes = {a: r for a, r in self._routes.items() if getattr(r.function, "__self__", None) is not cog}

    async def dispatch(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a press, a choice or a submit; an error becomes an answer."""
        speak(interaction.locale.value)
        self._gate.names.hear(interaction)
        answer_in_time(interaction, after_s=self._patience_s)
        name, outcome = self._name_of(interaction), Outcome.DONE
        with self._meters.answering(name):
            try:
                await self._run(interaction)
            except Exception as error:  # noqa: BLE001 (this is the door: every failure is answered and logged here)
                outcome = outcome_of(error)
                await self._answer_failure(interaction, error)
        self._meters.answers.labels(name, outcome.value).inc()

    def _name_of(self, interaction: discord.Interaction[Any]) -> str:
        """What is answered, of the names that there are: a forged id makes no new one."""
        action = split_custom_id(typing.cast(dict[str, Any], interaction.data).get("custom_id", ""))[0]
        return action if action in self._routes or action == REOPEN else "?"

    async def _answer_failure(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """What went wrong; with the form again, filled, or else the words in a file."""
        key = await self._forms.keep(interaction, error)
        if key is None:
            await answer_error(interaction, error, typed=_long_text(interaction))
            return
        texts = typed_texts(typing.cast(dict[str, Any], interaction.data))
        if isinstance(error, UserError) and is_returned(error, texts):
            error = UserError(error.message, reticent=error.reticent)
        again = button(_("Open the form again"), REOPEN, key, style=discord.ButtonStyle.primary)
        await answer_error(interaction, error, again=again, form=key)

    async def _run(self, interaction: discord.Interaction[Any]) -> None:
        data = typing.cast(dict[str, Any], interaction.data)
        action, arguments = split_custom_id(data["custom_id"])
        submitted = interaction.type is discord.InteractionType.modal_submit
        chosen = data.get("values")
        kind = "submit" if submitted else "press" if chosen is None else "choose"
        if action == REOPEN and kind == "press":  # whoever may submit the form is asked when it comes back
            await self._forms.open_again(interaction, ":".join(arguments))
            return
        route = self._routes.get(action)
        if route is None or route.kind != kind:
            raise Gone(_old_component())
        self._gate.admit(interaction, route.feature, authority_of(route.function))
        await self._gate.listen(interaction)
        if submitted:
            await route.function(interaction, read_fields(interaction), *route.convert(arguments[:-1]))
        elif chosen is not None:
            await route.function(interaction, [str(value) for value in chosen], *route.convert(arguments))
        else:
            await route.function(interaction, *route.convert(arguments))


def _marked_in(kind: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The marked functions of a class and of those it comes from, by the names under which its objects have them."""
    names = frozenset().union(*map(_names_marked_in, kind.__mro__))
    return ((name, getattr(kind, name)) for name in sorted(names))


@cache
def _names_marked_in(kind: type) -> frozenset[str]:
    """The names of the marked functions that a class itself has."""
    return frozenset(name for name, value in vars(kind).items() if hasattr(value, _MARK))


@cache
def _parameters(function: Callable[..., Any], kind: str) -> tuple[tuple[str, type, bool], ...]:
    """What a method takes from the custom id, after itself, the interaction and what was chosen or typed."""
    taken = list(inspect.signature(function).parameters.values())[2 if kind == "press" else 3 :]
    return tuple(
        (p.name, int if p.annotation in (int, "int") else str, p.default is not inspect.Parameter.empty) for p in taken
    )
