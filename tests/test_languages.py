"""The check that every language has to pass, on sentences that pass and on those that may not."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError

from bot import i18n

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def checking() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_languages", ROOT / "scripts" / "check_languages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def faults(checking: ModuleType, sentence: object, said: object, *, room: int | None = None) -> list[str]:
    """What is found in one sentence that was translated so."""
    template, catalog = Catalog(), Catalog(locale="de")
    template.add(sentence, auto_comments=[f"at most {room} characters"] if room else [])
    if said is not None:
        catalog.add(sentence, said)
    return [fault for _sentence, fault in checking.faults(template, catalog)]


VOTES = ("{count} vote for {title}", "{count} votes for {title}")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Post", "Posten"),
        ("{name} has {size} kB.", "{size} kB hat {name}."),
        ("-# Only **you** see this.", "-# Das siehst nur du."),
        ("Try /review write or /series.", "Probier /series oder /review write."),
        (VOTES, ("Eine Stimme für {title}", "{count} Stimmen für {title}")),
        (VOTES, ("{count} Stimme für {title}", "{count} Stimmen für {title}")),
        ("and/or", "und/oder"),
    ],
)
def test_what_keeps_everything_passes(checking: ModuleType, sentence: object, said: object) -> None:
    assert faults(checking, sentence, said) == []


@pytest.mark.parametrize(
    ("sentence", "said", "fault"),
    [
        ("Post", None, "is not translated"),
        ("Post", "", "is not translated"),
        (VOTES, ("Eine Stimme für {title}", ""), "is not translated"),
        ("{name} has {size} kB.", "{name} hat viele kB.", "has the places"),
        ("{name} has {size} kB.", "{Name} hat {size} kB.", "has the places"),
        (VOTES, ("Eine Stimme", "{count} Stimmen für {title}"), "has the places"),
        (VOTES, ("{count} Stimme für {title}", "Stimmen für {title}"), "has the places"),
        ("{name} went.", "{name ging.", "cannot be filled in"),
        ("Try /series.", "Probier /serie.", "keeps"),
        ("||{name}||", "{name}", "keeps"),
        ("One\nTwo", "Eins zwei", "keeps"),
    ],
)
def test_what_loses_something_is_named(checking: ModuleType, sentence: object, said: object, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(checking, sentence, said))


def test_what_is_too_long_for_its_place_is_named(checking: ModuleType) -> None:
    assert faults(checking, "Show", "Anzeigen", room=8) == []
    assert faults(checking, "Show", "Anzeigen!", room=8) == ["has 9 characters, at most 8 characters"]


def test_what_is_said_nowhere_any_more_is_named(checking: ModuleType) -> None:
    template, catalog = Catalog(), Catalog(locale="de")
    catalog.add("Gone", "Fort")
    assert list(checking.faults(template, catalog)) == [("Gone", "is said nowhere any more")]


def test_a_plural_with_more_forms_than_the_language_has_is_not_taken(checking: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "linger.po"
    path.write_text('msgid "one"\nmsgid_plural "many"\nmsgstr[0] "하나"\nmsgstr[1] ""\n', encoding="utf-8")
    with pytest.raises(PoFileError):
        checking.read(path, "ko")


def test_every_language_says_every_sentence_and_keeps_what_it_has_to(checking: ModuleType) -> None:
    template = checking.read(checking.LOCALES / "linger.pot")
    for path in sorted(checking.LOCALES.glob("*/LC_MESSAGES/linger.po")):
        found = list(checking.faults(template, checking.read(path, path.parent.parent.name)))
        assert found == [], path


@pytest.mark.parametrize("path", sorted(i18n.LOCALES.glob("*/LC_MESSAGES/linger.po")), ids=lambda path: path.parts[-3])
def test_every_language_begins_with_its_glossary_of_sixty_terms(path: Path) -> None:
    """Whoever translates the next sentence reads there how its words are said."""
    glossary = " ".join(line.removeprefix("#") for line in path.read_text("utf-8").split("msgid", 1)[0].splitlines())
    assert len([term for term in glossary.split("·") if len(term.split()) > 1]) >= 60
