"""The sentences of a language are read as gettext's own tools read them."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.i18n import LOCALES
from bot.sentences import Sentences

FILES = sorted(LOCALES.glob("*/LC_MESSAGES/linger.po"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.parent.name)
def test_every_sentence_is_what_babel_reads(path: Path) -> None:
    compiled = io.BytesIO()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    theirs, ours = gettext.GNUTranslations(compiled), Sentences(path)
    for message in catalogue:
        if message.pluralizable:
            forms = [(theirs.ngettext(*message.id, n), ours.ngettext(*message.id, n)) for n in (0, 1, 2, 5, 11, 101)]
            assert all(one == other for one, other in forms), message.id
        elif message.id:
            assert ours.gettext(message.id) == theirs.gettext(message.id)


def written(folder: Path, text: str) -> Sentences:
    path = folder / "linger.po"
    path.write_text(text, encoding="utf-8")
    return Sentences(path)


def test_doubtful_and_abandoned_sentences_stay_english(tmp_path: Path) -> None:
    read = written(
        tmp_path,
        '#, fuzzy\nmsgid "One"\nmsgstr "Eins"\nmsgid "Two"\nmsgstr "Zwei"\n\n#~ msgid "Three"\n#~ msgstr "Drei"\n',
    )
    assert [read.gettext(word) for word in ("One", "Two", "Three")] == ["One", "Zwei", "Three"]


def test_escapes_and_long_sentences_are_put_together(tmp_path: Path) -> None:
    read = written(tmp_path, 'msgid ""\n"say "\n"\\"hi\\"\\n"\nmsgstr ""\n"sag \\"hallo\\"\\n"\n"und \\\\"\n')
    assert read.gettext('say "hi"\n') == 'sag "hallo"\nund \\'
