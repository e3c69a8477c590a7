"""Reading the sentences of a language from its gettext file, as it is: no build step, and a few milliseconds.

Babel reads the same file ten times slower, as it keeps what only translators need.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.patterns import later_re

_ESCAPED = later_re(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}
_PLURAL = later_re(r"plural\s*=\s*([^;\n]+)")


class Sentences(gettext.NullTranslations):
    """What the sentences of the program are in another language; one that is missing stays as it is written."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._of: dict[str, str] = {}
        self._forms: dict[str, list[str]] = {}
        self._form_of: Callable[[int], int] = gettext.c2py("n != 1")
        with path.open(encoding="utf-8") as lines:
            for entry in _entries(lines):
                self._take(entry)

    def gettext(self, message: str) -> str:
        """The sentence in this language."""
        return self._of.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of it that fits the number."""
        forms = self._forms.get(msgid1, ())
        place = self._form_of(n)
        form = forms[place] if place < len(forms) else ""
        return form or (msgid1 if n == 1 else msgid2)

    def _take(self, entry: dict[str, str]) -> None:
        written = entry.get("msgid", "")
        forms = [text for key, text in entry.items() if key.startswith("msgstr[")]
        if not written:
            if rule := _PLURAL.search(entry.get("msgstr", "")):
                self._form_of = gettext.c2py(rule[1])
        elif any(forms):
            self._forms[written] = forms
            self._of[written] = forms[0] or written
        elif entry.get("msgstr"):
            self._of[written] = entry["msgstr"]


def _entries(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """What stands under each keyword, entry by entry; what is marked as doubtful or given up is left out."""
    entry: dict[str, str] = {}
    key, is_doubtful = "", False
    for line in lines:
        if line.startswith("msg"):
            key, _blank, line = line.partition(" ")
            if key in entry:  # no blank line stands between the two
                if not is_doubtful:
                    yield entry
                entry, is_doubtful = {}, False
            entry[key] = ""
        elif line.startswith("#"):
            is_doubtful = is_doubtful or (line.startswith("#,") and "fuzzy" in line)
            continue
        elif not line.startswith('"'):
            if entry and not is_doubtful:
                yield entry
            entry, is_doubtful = {}, False
            continue
        entry[key] += _text(line)
    if entry and not is_doubtful:
        yield entry


def _text(quoted: str) -> str:
    """What is written between the quotation marks of a line."""
    inner = quoted.strip()[1:-1]
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), inner) if "\\" in inner else inner
