"""Hold the sentences of every language against the template; prints one line for each language, and what is wrong.

A translation may move the places of a sentence around, but has to keep them all, and what Discord or Linger reads in
it: commands, marks of Markdown, line breaks. Where Discord has little room, the template says how much.
"""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parent.parent / "bot" / "locales"
# Kept as often as in English: bars and code, links, commands, what stands at the start of a line.
_KEPT = re.compile(r"\|\||`|\]\(|(?<![\w/])/[a-z]+(?: [a-z]+)?|^(?:-# |#+ |> |- )|\n", re.MULTILINE)
_ROOM = re.compile(r"at most (\d+) characters")


def _forms(texts: object) -> list[str]:
    return [texts] if isinstance(texts, str) else [*texts] if isinstance(texts, list | tuple) else []


def places(text: str) -> set[tuple[str, str]]:
    """The named places of a sentence, each with how its value is written."""
    return {(name, spec or "") for _text, name, spec, _how in string.Formatter().parse(text) if name is not None}


def kept(text: str) -> Counter[str]:
    """What a translation has to keep, and how often: marks, commands, breaks."""
    return Counter(one.split(" ")[0] if one.startswith("/") else one for one in _KEPT.findall(text))


def faults_of(asked: Message, given: Message) -> Iterator[str]:
    """What is wrong with a translation."""
    english, said = _forms(asked.id), _forms(given.string)
    if not said or not all(text.strip() for text in said):
        yield "is not translated"
        return
    if given.fuzzy:
        yield "is marked as fuzzy"
    wanted = places(english[-1])
    for number, text in enumerate(said):
        try:
            found = places(text)
        except ValueError as error:
            yield f"cannot be filled in: {error}"
            continue
        may_miss = {("count", "")} if len(english) > 1 and number < len(said) - 1 else set()
        if not wanted - may_miss <= found <= wanted:
            yield f"has the places {sorted(found)} instead of {sorted(wanted)}"
        if kept(text) not in [kept(one) for one in english]:
            yield f"keeps {dict(kept(text))} instead of {dict(kept(english[-1]))}"
    for comment in asked.auto_comments:
        room = _ROOM.search(comment)
        if room and max(map(len, said)) > int(room[1]):
            yield f"has {max(map(len, said))} characters, {comment}"


def faults(template: Catalog, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every sentence that is not right yet, with what is wrong; sentences that nobody says any more, too."""
    for asked in template:
        if asked.id:
            given = catalog.get(asked.id if isinstance(asked.id, str) else asked.id[0], asked.context)
            yield from ((_forms(asked.id)[0], fault) for fault in faults_of(asked, given or Message(asked.id)))
    for given in catalog:
        if given.id and _forms(given.id)[0] not in template:
            yield _forms(given.id)[0], "is said nowhere any more"


def read(path: Path, locale: str | None = None) -> Catalog:
    """The sentences of a file. Raises PoFileError where it is not one, or a plural has more forms than the language."""
    with path.open("rb") as source:
        return read_po(source, locale=locale, abort_invalid=True)


def main() -> int:
    """Tell how far every language is, or those that are named as arguments; 1 where something is wrong."""
    template = read(LOCALES / "linger.pot")
    wrong = 0
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/linger.po")):
        language = path.parent.parent.name
        if sys.argv[1:] and language not in sys.argv[1:]:
            continue
        found = list(faults(template, read(path, language)))
        missing = len({sentence for sentence, fault in found if fault == "is not translated"})
        whole = sum(1 for message in template if message.id)
        print(f"{language}: {whole - missing} of {whole} sentences, {len(found) - missing} faults in them")
        for sentence, fault in found[:20]:
            print(f"  “{sentence[:60]}” {fault}")
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
