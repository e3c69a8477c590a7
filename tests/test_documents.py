"""What the documents name exists: commands with their options, settings, buttons, permissions, files and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.domain.settings import FEATURES, SETTINGS, Section
from bot.settings import Settings
from bot.ui.kit.permissions import deeds_by_permission, permission_names

ROOT = Path(__file__).parent.parent
DOCS = sorted(path for path in (ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", *DOCS]
FOR_PEOPLE = [ROOT / "docs" / f"{name}.md" for name in ("admins", "discussion", "privacy", "votes")]
PATHS = ("/api/", "/data", "/etc/", "/opt/", "/var/", "/healthz", "/metrics")
# What is bold or quoted in a page for people, and is no word of the bot's own.
EMPHASIS = {"discussion", "Looking further", "Apps → About my vote", "What is stored for this can't be used"}
# Permissions of Discord that a page may speak of although the bot needs none of them.
OTHERS = {"Manage Server"}
VERBS = "Manage|Create|Send|Read|View|Add|Attach|Embed|Pin"


def prose(path: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def commands() -> dict[str, set[str]]:
    """Every command and its options, from the page that a test holds to the code; groups have none."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## /(\S+)$", line):
            found[heading[1]] = set()
        elif command := re.match(r"\*\*`/([^`]+)`\*\*", line):
            name = command[1]
            found[name] = set()
        elif option := re.match(r"\| \*?`([^`]+)`\*? \|", line):
            found[name].add(option[1])
    return found


COMMANDS = commands()


def named_commands() -> Iterator[tuple[str, str]]:
    for path in PAGES:
        for span in re.findall(r"`(/[a-z][^`\n]*)`", prose(path)):
            if not span.startswith(PATHS):
                yield path.name, span
        lines = re.findall(r"^/[a-z].*$", path.read_text("utf-8"), re.M)
        yield from ((path.name, line.strip()) for line in lines if not line.startswith(PATHS))


@pytest.mark.parametrize(("page", "span"), sorted(set(named_commands())), ids=str)
def test_a_command_and_its_options_exist(page: str, span: str) -> None:
    words = span[1:].replace("[", "").replace("]", "").replace("|", " ").split()
    known = [" ".join(words[:count]) for count in (3, 2, 1) if " ".join(words[:count]) in COMMANDS]
    assert known, f"{page} names {span}"
    options = COMMANDS[known[0]].union(*(COMMANDS[each] for each in COMMANDS if each.startswith(f"{known[0]} ")))
    for option in re.findall(r"(?<![\w-])([a-z_-]+):(?!/)", span):
        assert option in options, f"{page}: {span} has no {option}"


def test_every_setting_of_an_operator_that_is_named_exists() -> None:
    for path in (page for page in PAGES if page.name != "playground.md"):  # that one names events of Discord's gateway
        for name in re.findall(r"`([A-Z][A-Z]+_[A-Z_]+)(?:=[^`]*)?`", path.read_text("utf-8")):
            assert name in Settings.names(), f"{path.name} names {name}"


def test_every_setting_of_a_server_that_is_named_exists() -> None:
    names = {*SETTINGS, *FEATURES}
    for path in (*FOR_PEOPLE, ROOT / "docs" / "settings.md"):
        for name in re.findall(r"`([a-z]+(?:_[a-z]+)+)(?:: [^`]*)?`", prose(path)):
            assert name in names, f"{path.name} names {name}"


@pytest.mark.parametrize("path", FOR_PEOPLE, ids=lambda path: path.stem)
def test_buttons_and_quoted_words_are_the_bots_own(path: Path) -> None:
    with (ROOT / "bot" / "locales" / "linger.pot").open("rb") as file:
        said = {text for each in read_po(file) for text in (each.id if isinstance(each.id, tuple) else (each.id,))}
    found = re.findall(r"\*\*([^*\n]+)\*\*|“([^”\n]+)”", prose(path))
    for words in {bold or quoted for bold, quoted in found} - EMPHASIS:
        if words.endswith(".") or words.startswith("under a number"):
            continue  # a sentence that matters
        assert words in said, f"{path.name}: nothing here is called “{words}”"


def test_admins_read_every_page_of_the_panel_in_its_order() -> None:
    text = " ".join(prose(ROOT / "docs" / "admins.md").split())
    assert ", ".join(f"“{section.heading}”" for section in Section) in text


def test_the_invitation_names_the_permissions_that_are_checked() -> None:
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    asked = text.partition("`applications.commands`; permissions *")[2].partition("*")[0]
    assert asked.split(", ") == [permission_names()[name] for name in deeds_by_permission()]


def test_permissions_are_called_as_discord_calls_them() -> None:
    names = {*permission_names().values(), *OTHERS}
    for path in (*FOR_PEOPLE, ROOT / "docs" / "operators.md"):
        found = re.findall(
            r"\b(?:Manage|Create|Send|Read|View|Add|Attach|Embed|Pin) [A-Z][a-z]+(?: [A-Z][a-z]+)*", prose(path)
        )
        for words in found:
            assert any(words.startswith(name) for name in names), f"{path.name} names {words}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", re.sub(r"`[^`\n]*`", "", prose(path))):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), f"{path.name} leads to {target}"


def test_every_page_is_in_the_site() -> None:
    listed = (ROOT / "mkdocs.yml").read_text("utf-8")
    for path in DOCS:
        assert f" {path.name}\n" in listed, f"{path.name} is not in mkdocs.yml"
