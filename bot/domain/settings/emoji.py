"""Settings that are an emoji, or several: an ordinary one, or one of the server's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.domain.emoji import custom_emoji, is_one_emoji, presented, setting_emoji_key
from bot.domain.settings.kind import Here, Kind, shortened
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _
from bot.patterns import later_re

_NAME = later_re(r":?(\w{2,32}):?", re.ASCII)


class Emoji(Kind[str], frozen=True, kw_only=True):
    """One emoji, as Discord writes it; no two emoji settings of a server may be the same emoji."""

    def check(self, value: object) -> str:
        """The emoji in the form that Discord's clients send."""
        text = value.strip() if isinstance(value, str) else ""
        if custom_emoji(text):
            return text
        if not is_one_emoji(text):
            raise self.wrong(value)
        return presented(text)

    def allowed(self) -> str:
        """Any one emoji."""
        return _("one emoji, such as 👍 or one of this server's own")

    def words(self, value: str, here: Here | None = None) -> str:
        """The emoji itself."""
        gone = self.gone(value, here) if here is not None else []
        return _("⚠️ deleted ({id})", id=gone[0]) if gone else value

    def is_typed(self, current: str) -> bool:
        """Always."""
        return True

    def typing_hint(self) -> str:
        """How the server's own are written."""
        return _("One emoji, such as 👍, or one of this server's own by its name, such as :our_cat:.")

    def chosen(self, texts: Sequence[str], here: Here) -> str:
        """An ordinary emoji, or one of the server's own by its mention or name."""
        text = texts[0].strip() if texts else ""
        custom, name = custom_emoji(text), _NAME.fullmatch(text)
        if custom is None and (name is None or text.isdecimal()):
            return self.check(text)
        for written in (here.emoji or {}).values():
            own = custom_emoji(written)
            if own is not None and (own[1] == custom[1] if custom else name is not None and own[0] == name[1]):
                return self.check(written)
        said = _(
            "“{value}” is not an emoji of this server. Take one of its own, or an ordinary one.", value=quoted(text)
        )
        raise UserError(said)

    def gone(self, value: str, here: Here) -> list[str]:
        """The server's own emoji, if it was deleted; not known where nobody has asked for them."""
        custom = custom_emoji(value)
        return [f":{custom[0]}:"] if custom and here.emoji is not None and custom[1] not in here.emoji else []

    def carried(self, written: Any, here: Here) -> tuple[list[str], list[str]]:
        """An ordinary emoji, or one of this server's own."""
        text = written.strip() if isinstance(written, str) else ""
        custom = custom_emoji(text)
        if text.endswith(">") and not (custom and custom[1] in (here.emoji or {})):
            wanted = quoted(shortened(text))
            return [], [_("{name}: this server has no “{wanted}”.", name=self.title, wanted=wanted)]
        try:
            return [self.check(written)], []
        except UserError as error:
            return [], [error.message]


class ManyEmoji(Kind[tuple[str, ...]], frozen=True, kw_only=True):
    """Up to `most` emoji of one meaning, typed one beside the other with blanks between."""

    default: tuple[str, ...] = ()
    most: int

    @property
    def _one(self) -> Emoji:
        return Emoji(section=self.section, label=self.label, default="👍")

    def check(self, value: object) -> tuple[str, ...]:
        """Each emoji in the form that Discord's clients send, each once."""
        if not isinstance(value, list | tuple):
            raise self.wrong(value)
        found = {setting_emoji_key(emoji): emoji for emoji in (self._one.check(each) for each in value)}
        if len(found) > self.most:
            raise self.wrong(len(found))
        return tuple(found.values())

    def allowed(self) -> str:
        """How many."""
        return _("up to {most} emoji, such as 💜 🔥 or this server's own", most=self.most)

    def words(self, value: tuple[str, ...], here: Here | None = None) -> str:
        """The emoji themselves."""
        return " ".join(self._one.words(each, here) for each in value) or _("none")

    def is_typed(self, current: tuple[str, ...]) -> bool:
        """Always."""
        return True

    def typed(self, value: tuple[str, ...]) -> str:
        """One beside the other."""
        return " ".join(value)

    def typing_hint(self) -> str:
        """How many, and how the server's own are written."""
        return _("Up to {most}, with blanks between: 💜 🔥 :heart:. Nothing for none.", most=self.most)

    @property
    def room(self) -> int:
        """An emoji of a server's own takes up to sixty characters."""
        return self.most * 60

    def chosen(self, texts: Sequence[str], here: Here) -> tuple[str, ...]:
        """Ordinary emoji, or the server's own by their mentions or names."""
        return self.check([self._one.chosen([part], here) for part in (texts[0] if texts else "").split()])

    def gone(self, value: tuple[str, ...], here: Here) -> list[str]:
        """Those of the server's own that were deleted."""
        return [name for each in value for name in self._one.gone(each, here)]

    def carried(self, written: Any, here: Here) -> tuple[list[tuple[str, ...]], list[str]]:
        """Those that this server has too."""
        parts = written if isinstance(written, list | tuple) else [written]
        carried = [self._one.carried(each, here) for each in parts[:100]]
        left_out = [said for _found, sentences in carried for said in sentences]
        found = [emoji for kept, _sentences in carried for emoji in kept]
        if parts and not found:
            return [], left_out
        try:
            return [self.check(found)], left_out
        except UserError as error:
            return [], [*left_out, error.message]
