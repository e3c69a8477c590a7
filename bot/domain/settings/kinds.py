"""Settings whose values stand for themselves: numbers, choices, lines of text, the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.settings.kind import Here, Kind, few
from bot.domain.spoilers import quoted
from bot.i18n import _, current_locale, in_turn, joined, languages

_MOST_DIGITS = 9


class Number(Kind[int], frozen=True, kw_only=True):
    """A whole number from `low` to `high`; picked from a menu where some are `offered`, otherwise typed."""

    low: int
    high: int
    unit: Callable[[int], str]  # “3 days”
    offered: tuple[int, ...] = ()
    none: str = ""  # what 0 reads as

    def check(self, value: object) -> int:
        """The number, if it is one and in range."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise self.wrong(value)
        return value

    def allowed(self) -> str:
        """The range of numbers that are taken, in words."""
        return _("a whole number from {low} to {high}", low=self.low, high=self.high)

    def words(self, value: int, here: Here | None = None) -> str:
        """The number with its unit, or the words that stand for none."""
        return _(self.none) if self.none and value == 0 else self.unit(value)

    def chosen(self, texts: Sequence[str], here: Here) -> int:
        """Digits as a number."""
        text = texts[0].strip() if texts else ""
        return self.check(int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else text)

    def options(self, current: int) -> list[tuple[str, str]]:
        """The offered numbers and the current one."""
        return [(str(each), self.words(each)) for each in sorted({*self.offered, current})] if self.offered else []

    def is_typed(self, current: int) -> bool:
        """Whether the panel asks for it by a form: where no numbers are offered."""
        return not self.offered

    def typing_hint(self) -> str:
        """The range with the unit, as the form's hint."""
        return _("From {low} to {high}.", low=self.low, high=self.unit(self.high))


class Choice(Kind[str], frozen=True, kw_only=True):
    """One of a few values, each with its words."""

    values: Mapping[str, str]

    def check(self, value: object) -> str:
        """The value, if it is one of them."""
        if not isinstance(value, str) or value not in self.values:
            raise self.wrong(value)
        return value

    def allowed(self) -> str:
        """All of them."""
        return _("one of {choices}", choices=joined(self.values))

    def explained(self) -> str:
        """All of them with their words."""
        return in_turn(f"`{value}`: {_(words)}" for value, words in self.values.items())

    def words(self, value: str, here: Here | None = None) -> str:
        """The words of the value."""
        return _(self.values[value])

    def options(self, current: str) -> list[tuple[str, str]]:
        """All of them."""
        return [(value, _(words)) for value, words in self.values.items()]


class Language(Kind[str], frozen=True, kw_only=True):
    """A language that the bot speaks, by its code."""

    def check(self, value: object) -> str:
        """The code, if there are sentences in that language."""
        if not isinstance(value, str) or value not in languages():
            raise self.wrong(value)
        return value

    def allowed(self) -> str:
        """The codes."""
        return _("one of {choices}", choices=joined(languages()))

    def words(self, value: str, here: Here | None = None) -> str:
        """The language in the reader's language, and in its own."""
        from babel import Locale

        locale = Locale.parse(value, sep="-" if "-" in value else "_")
        shown, own = locale.get_display_name(current_locale()), locale.get_display_name(locale)
        return f"{shown} ({own})" if own and shown != own else str(shown)

    def options(self, current: str) -> list[tuple[str, str]]:
        """Every language."""
        return [(code, self.words(code)) for code in languages()]


class Lines(Kind[tuple[str, ...]], frozen=True, kw_only=True):
    """Up to `most` short texts of at most `longest` characters, typed one a line."""

    default: tuple[str, ...] = ()
    most: int
    longest: int

    def check(self, value: object) -> tuple[str, ...]:
        """The texts without blanks around them, each once, in their order."""
        if not isinstance(value, list | tuple) or not all(isinstance(line, str) for line in value):
            raise self.wrong(value)
        lines = tuple(dict.fromkeys(" ".join(line.split()) for line in value if line.strip()))
        too_long = next((line for line in lines if len(line) > self.longest), None)
        if too_long is not None:
            raise self.wrong(too_long)
        if len(lines) > self.most:
            raise self.wrong(len(lines))
        return lines

    def allowed(self) -> str:
        """How many, how long."""
        return _("up to {most} lines of at most {longest} characters", most=self.most, longest=self.longest)

    def words(self, value: tuple[str, ...], here: Here | None = None) -> str:
        """All of them."""
        return few([quoted(line, limit=self.longest) for line in value]) or _("none")

    def chosen(self, texts: Sequence[str], here: Here) -> tuple[str, ...]:
        """What was typed, line by line."""
        return self.check((texts[0] if texts else "").splitlines())

    def is_typed(self, current: tuple[str, ...]) -> bool:
        """Always."""
        return True

    def typed(self, value: tuple[str, ...]) -> str:
        """One a line."""
        return "\n".join(value)

    def typing_hint(self) -> str:
        """How many, how long."""
        return _("One a line: {allowed}.", allowed=self.allowed())

    @property
    def room(self) -> int:
        """Characters that the box of the form holds."""
        return min(4_000, self.most * (self.longest + 1))
