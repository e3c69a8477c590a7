"""Settings that name channels and roles of the server, by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.settings.kind import ChannelType, Here, Kind, shortened
from bot.domain.spoilers import quoted
from bot.errors import Gone, UserError
from bot.i18n import _

MOST_ROLES = 25  # what one role picker holds


class Channel(Kind[int | None], frozen=True, kw_only=True):
    """A setting that is one channel of the server, or none."""

    default: int | None = None
    takes: tuple[ChannelType, ...]
    is_private: bool = False  # not for everybody's eyes, so never a public one by itself
    names: tuple[str, ...] = ()  # words in a channel's name that make it a likely one

    def check(self, value: object) -> int | None:
        """The id, or None."""
        return None if value is None else entity_id(self, value)

    def allowed(self) -> str:
        """Any channel's id."""
        return _("a channel of this server")

    def words(self, value: int | None, here: Here | None = None) -> str:
        """The channel as a mention."""
        if value is None:
            return _("not set")
        return channel_words(value, here)

    def chosen(self, texts: Sequence[str], here: Here) -> int | None:
        """A channel of this server, of a type that fits."""
        return self._fit(_known(texts[0], here.channels, _no_channel()), here) if texts else None

    def gone(self, value: int | None, here: Here) -> list[str]:
        """The channel, if it was deleted."""
        return [] if value is None or value in here.channels else [str(value)]

    def written(self, value: int | None, here: Here) -> Any:
        """The id with its name, because another server has none of the ids."""
        return None if value is None else named(value, here.channels)

    def carried(self, written: Any, here: Here) -> tuple[list[int | None], list[str]]:
        """The channel with this id or name, if it is one that fits."""
        if written is None:
            return [None], []
        try:
            return [self._fit(found_here(self.title, written, here.channels), here)], []
        except UserError as error:
            return [], [error.message]

    def _fit(self, channel_id: int, here: Here) -> int:
        if here.channel_types.get(channel_id, self.takes[0]) not in self.takes:
            raise UserError(
                _(
                    "{name}: {channel} is not a kind of channel that fits here.",
                    name=self.title,
                    channel=f"<#{channel_id}>",
                )
            )
        return channel_id


class Roles(Kind[tuple[int, ...]], frozen=True, kw_only=True):
    """Any number of roles; none of them means what `none` says."""

    default: tuple[int, ...] = ()
    none: str
    is_open: bool = False  # none chosen: everybody

    def check(self, value: object) -> tuple[int, ...]:
        """The ids, each once."""
        if not isinstance(value, list | tuple) or len(value) > MOST_ROLES:
            raise self.wrong(value)
        return tuple(dict.fromkeys(entity_id(self, role) for role in value))

    def allowed(self) -> str:
        """How many."""
        return _("at most {count} roles of this server", count=MOST_ROLES)

    def words(self, value: tuple[int, ...], here: Here | None = None) -> str:
        """The roles as mentions."""
        shown = (_deleted(role) if here is not None and role not in here.roles else f"<@&{role}>" for role in value)
        return " ".join(shown) or _(self.none)

    def chosen(self, texts: Sequence[str], here: Here) -> tuple[int, ...]:
        """Roles of this server that members can have."""
        return self.check([self._fit(_known(text, here.roles, _no_role()), here) for text in texts])

    def gone(self, value: tuple[int, ...], here: Here) -> list[str]:
        """Those that were deleted."""
        return [str(role) for role in value if role not in here.roles]

    def written(self, value: tuple[int, ...], here: Here) -> Any:
        """The ids with the names that the roles have here, for a file that people read."""
        return [named(role, here.roles) for role in value]

    def carried(self, written: Any, here: Here) -> tuple[list[tuple[int, ...]], list[str]]:
        """Those roles that are here and fit; nothing where none of several is."""
        wanted = written if isinstance(written, list) else [written]
        found, left_out = [], []
        for each in wanted[:100]:
            try:
                found.append(self._fit(found_here(self.title, each, here.roles), here))
            except UserError as error:
                left_out.append(error.message)
        if wanted and not found:
            return [], left_out
        try:
            return [self.check(found)], left_out
        except UserError as error:
            return [], [*left_out, error.message]

    def _fit(self, role_id: int, here: Here) -> int:
        if role_id == here.everyone_id:
            raise UserError(self._not_everyone())
        if role_id in here.bots_role_ids:
            said = _(
                "{name}: {role} belongs to a bot, and no member can have it. Pick a role that members have.",
                name=self.title,
                role=f"<@&{role_id}>",
            )
            raise UserError(said)
        return role_id

    def _not_everyone(self) -> str:
        if self.is_open:
            return _("{name}: @everyone can't be picked. Pick no role at all, and it is everybody.", name=self.title)
        return _(
            "{name}: @everyone can't be picked, or everybody in this server could do it. Pick a role that only the"
            " right people have.",
            name=self.title,
        )


def channel_words(channel_id: int, here: Here | None = None) -> str:
    """A channel as a mention; with `here`, one that is gone there is marked."""
    return _deleted(channel_id) if here is not None and channel_id not in here.channels else f"<#{channel_id}>"


def named(each: int, names: Mapping[int, str]) -> dict[str, str]:
    """A channel or role as a file writes it; ids are texts, because JSON's numbers lose their last digits."""
    return {"id": str(each), "name": names.get(each, "")}


def found_here(label: str, written: Any, names: Mapping[int, str]) -> int:
    """The id here of a channel or role as a file writes it: the same id, or the only one of that name.

    Raises UserError, which calls it by `label`.
    """
    given_id, given_name = ("", "")
    if isinstance(written, dict):
        given_id, given_name = str(written.get("id", "")), str(written.get("name", ""))
    elif isinstance(written, str | int):
        given_id = str(written)
    if given_id.isascii() and given_id.isdigit() and len(given_id) <= 20 and int(given_id) in names:
        return int(given_id)
    same = [each for each, known in names.items() if known == given_name]
    if len(same) == 1:
        return same[0]
    wanted = quoted(shortened(given_name or given_id))
    raise UserError(
        _("{name}: this server has no “{wanted}”.", name=label, wanted=wanted)
        if not same
        else _("{name}: several here are called “{wanted}”.", name=label, wanted=wanted)
    )


def entity_id(kind: Kind[Any], value: object) -> int:
    """An id of Discord's. Raises UserError, which names the setting."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise kind.refusal(value, _("an id of this server"))
    return value


def _known(text: str, names: Mapping[int, str], otherwise: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 20 and int(text) in names):
        raise Gone(otherwise)
    return int(text)


def _no_channel() -> str:
    return _("This channel is not in this server, or not any more. Pick another one.")


def _no_role() -> str:
    return _("One of these roles is not in this server, or not any more. Pick again.")


def _deleted(each: int) -> str:
    return _("⚠️ deleted ({id})", id=each)
