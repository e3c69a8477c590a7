"""Events of the gateway: which shard, server and interaction they belong to, and that a malformed one ends nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.shards import shard_of
from bot.log import about
from bot.patterns import later_re
from bot.ui.kit.custom_ids import split_custom_id

_log = logging.getLogger(__name__)
_NO_NAME = later_re(r"[^\w./-]")  # a forged id may hold anything
_REACTIONS = (
    "MESSAGE_REACTION_ADD",
    "MESSAGE_REACTION_REMOVE",
    "MESSAGE_REACTION_REMOVE_ALL",
    "MESSAGE_REACTION_REMOVE_EMOJI",
)
_EPHEMERAL = 1 << 6  # the flag of a message that one person sees
_SUBCOMMANDS = (1, 2)  # Discord's types of options that are commands themselves


def ids_of(event: str, data: Any, shards: int) -> dict[str, object]:
    """The ids of an event as Discord sent it; nothing of what it says. An event of another shape has none."""
    if not isinstance(data, Mapping):
        return {}
    found: dict[str, object] = {}
    guild_id = data.get("guild_id")
    if isinstance(guild_id, str) and guild_id.isdecimal():
        found = {"shard": shard_of(int(guild_id), shards), "guild": guild_id}
    if event == "INTERACTION_CREATE":
        found["interaction"] = data.get("id")
        found["command"] = _command_of(data.get("data"))
    return found


def _command_of(data: Any) -> str:
    """A command's whole name, or the action of a component."""
    if not isinstance(data, Mapping):
        return "?"
    if "custom_id" in data:
        return _NO_NAME.sub("", split_custom_id(str(data["custom_id"]))[0])[:60]
    names = [str(data.get("name", "?"))]
    options = data.get("options")
    while isinstance(options, list) and options and isinstance(options[0], Mapping):
        if options[0].get("type") not in _SUBCOMMANDS:
            break
        names.append(str(options[0].get("name", "?")))
        options = options[0].get("options")
    return f"/{' '.join(names)}"


def guard_events(
    parsers: dict[str, Callable[[Any], Any]],
    shards: Callable[[], int],
    at_once: Mapping[str, Callable[[Any], None]],
    *,
    is_voted_on: Callable[[int], bool],
) -> None:
    """One malformed gateway event is logged and skipped; the library would end the client. Whatever is logged while
    an event is worked on says which one.

    What comes in crowds, reactions, is heard by those of `at_once`, by the event's name, as it is sent: the library is
    not asked to make its objects of it. What nobody here listens to is not even read: messages of bots, and reactions
    but where `is_voted_on`.
    """

    def failed(name: str) -> None:
        _log.exception("could not read a %s event", name)

    def guarded(name: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def run(data: Any) -> Any:
            try:
                with about(**ids_of(name, data, shards())):  # the tasks that the library begins now inherit it
                    return parse(data)
            except Exception:  # noqa: BLE001 (whatever a malformed event raises)
                failed(name)
                return None

        return run

    def as_sent(name: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def run(data: Any) -> Any:
            hear = at_once.get(name)
            if hear is None:
                return parse(data)
            try:
                hear(data)
            except Exception:  # noqa: BLE001 (whatever a malformed event raises)
                with about(**ids_of(name, data, shards())):
                    failed(name)
            return None

        return run

    for name, parse in parsers.items():
        parsers[name] = guarded(name, parse)
    parsers["MESSAGE_CREATE"] = _of_people(parsers["MESSAGE_CREATE"])
    if "INTERACTION_CREATE" in parsers:
        parsers["INTERACTION_CREATE"] = _on_what_is_known(parsers["INTERACTION_CREATE"])
    for name in _REACTIONS:
        parsers[name] = _on_votes(as_sent(name, parsers[name]), is_voted_on)


def _of_people(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Only messages that people wrote: every listener leaves bots out, and most that is heard of them are our own
    cards, which take long to read."""

    def run(data: Any) -> Any:
        author = data.get("author") if isinstance(data, Mapping) else None
        return None if isinstance(author, Mapping) and author.get("bot") else parse(data)

    return run


def _on_what_is_known(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Interactions without what the message that was pressed holds, where everybody sees it: its custom id says what
    is meant. Of a private one it tells whether an answer may take its place."""

    def run(data: Any) -> Any:
        message = data.get("message") if isinstance(data, Mapping) else None
        if isinstance(message, dict) and not _is_private(message):
            message["components"] = message["reactions"] = []
        return parse(data)

    return run


def _is_private(message: Mapping[str, Any]) -> bool:
    flags = message.get("flags")
    return isinstance(flags, int) and bool(flags & _EPHEMERAL)


def _on_votes(parse: Callable[[Any], Any], is_voted_on: Callable[[int], bool]) -> Callable[[Any], Any]:
    """Only reactions on messages that are voted on: of a busy server's, hardly any."""

    def run(data: Any) -> Any:
        try:
            is_wanted = is_voted_on(int(data["message_id"]))
        except (TypeError, KeyError, ValueError):
            is_wanted = True  # of another shape: whoever reads it says so
        return parse(data) if is_wanted else None

    return run
