"""Settings that single channels may have their own value of; what a channel does not decide, the server does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.domain.settings.kind import Here, Kind
from bot.domain.settings.places import channel_words, entity_id, found_here, named
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _, in_turn, joined, labelled


class ChannelRule(NamedTuple):
    """One channel's own value of one setting."""

    channel_id: int
    name: str
    value: Any


_Rules = tuple[ChannelRule, ...]
_MOST_TOLD = 3  # rules of a change; the rest is counted
_MOST_CHARACTERS = 120  # of one rule's value, which may be twenty-five roles


class ChannelRules(Kind[_Rules], frozen=True, kw_only=True):
    """What single channels, with their threads, decide by themselves: their values of the settings in `of`."""

    default: _Rules = ()
    of: Mapping[str, Kind[Any]]
    most: int = 200

    def check(self, value: object) -> _Rules:
        """The rules by channel, each setting once, in the order in which the settings are declared."""
        if not isinstance(value, list | tuple) or len(value) > self.most:
            raise self.wrong(value)
        found: dict[tuple[int, str], Any] = {}
        for each in value:
            if not isinstance(each, list | tuple) or len(each) != 3 or str(each[1]) not in self.of:
                raise self.wrong(each)
            found[entity_id(self, each[0]), str(each[1])] = self.of[str(each[1])].check(each[2])
        order = list(self.of)
        by_channel = sorted(found, key=lambda key: (key[0], order.index(key[1])))
        return tuple(ChannelRule(channel_id, name, found[channel_id, name]) for channel_id, name in by_channel)

    def allowed(self) -> str:
        """Of which settings, and how many."""
        titles = joined(kind.title for kind in self.of.values())
        return _("up to {most} rules of channels, each for one of: {settings}", most=self.most, settings=titles)

    def words(self, value: _Rules, here: Here | None = None) -> str:
        """Channel by channel."""
        return in_turn(self._of_channel(one, value, here) for one in self.channels(value)) or _("none")

    def told(self, before: _Rules, after: _Rules) -> tuple[str, str]:
        """Only what differs, the first of many."""
        old, new = ({(rule.channel_id, rule.name): rule for rule in rules} for rules in (before, after))
        differing = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        return self._some(differing, old), self._some(differing, new)

    def _some(self, keys: Sequence[tuple[int, str]], rules: Mapping[tuple[int, str], ChannelRule]) -> str:
        said = in_turn(self._one(key, rules.get(key)) for key in keys[:_MOST_TOLD])
        more = len(keys) - _MOST_TOLD
        return _("{names} and {count} more", names=said, count=more) if more > 0 else said or _("none")

    def _one(self, key: tuple[int, str], rule: ChannelRule | None) -> str:
        kind = self.of[key[1]]
        value = _("as in the whole server") if rule is None else kind.words(rule.value)
        if len(value) > _MOST_CHARACTERS:
            value = value[:_MOST_CHARACTERS].rpartition(" ")[0] + " …"
        return f"{channel_words(key[0])} {labelled(kind.title, value)}"

    def _of_channel(self, channel_id: int, value: _Rules, here: Here | None) -> str:
        own = [rule for rule in value if rule.channel_id == channel_id]
        kinds = [(self.of[rule.name], rule.value) for rule in own]
        said = joined(labelled(kind.title, kind.words(one, here)) for kind, one in kinds)
        return f"{channel_words(channel_id, here)} {said}"

    def channels(self, value: _Rules) -> list[int]:
        """Which channels have rules of their own."""
        return list(dict.fromkeys(rule.channel_id for rule in value))

    def gone(self, value: _Rules, here: Here) -> list[str]:
        """Roles that were deleted. The rule of a channel that was deleted says nothing any more, and does no harm."""
        return [
            gone
            for channel_id, name, own in value
            if channel_id in here.channels
            for gone in self.of[name].gone(own, here)
        ]

    def written(self, value: _Rules, here: Here) -> Any:
        """Each channel with its name and its own values."""
        return [
            named(one, here.channels)
            | {"rules": {name: self.of[name].written(own, here) for each, name, own in value if each == one}}
            for one in self.channels(value)
        ]

    def carried(self, written: Any, here: Here) -> tuple[list[_Rules], list[str]]:
        """The rules of those channels that are here, as far as they can be carried over."""
        if not isinstance(written, list):
            return [], [self.wrong(written).message]
        found: list[ChannelRule] = []
        left_out: list[str] = []
        for each in written[: self.most]:
            try:
                channel_id = found_here(self.title, each, here.channels)
            except UserError as error:
                left_out.append(error.message)
                continue
            rules, said = self._carried_to(channel_id, each.get("rules") if isinstance(each, dict) else None, here)
            found += rules
            left_out += said
        if written and not found:
            return [], left_out
        try:
            return [self.check(found)], left_out
        except UserError as error:
            return [], [*left_out, error.message]

    def _carried_to(self, channel_id: int, written: Any, here: Here) -> tuple[list[ChannelRule], list[str]]:
        if not isinstance(written, dict):
            return [], [self.wrong(written).message]
        found, left_out = [], []
        for name, own in written.items():
            if name not in self.of:
                left_out.append(_("“{name}”: I don't know this setting.", name=quoted(name)))
                continue
            values, said = self.of[name].carried(own, here)
            found += [ChannelRule(channel_id, name, value) for value in values]
            left_out += said
        return found, left_out


def with_rule(value: _Rules, channel_id: int, name: str, own: Any, here: Here) -> _Rules:
    """The rules with this one, in place of what its channel decided; those of channels that are gone are dropped."""
    return (*without_rule(value, channel_id, name, here), ChannelRule(channel_id, name, own))


def without_rule(value: _Rules, channel_id: int, name: str, here: Here) -> _Rules:
    """The rules without one: there the channel follows the server. Those of channels that are gone are dropped."""
    return tuple(
        rule
        for rule in value
        if rule.channel_id in here.channels and (rule.channel_id, rule.name) != (channel_id, name)
    )


def rule_of(value: Sequence[ChannelRule], channel_id: int, name: str) -> ChannelRule | None:
    """A channel's own value of a setting; None where it follows the server."""
    return next((rule for rule in value if (rule.channel_id, rule.name) == (channel_id, name)), None)
