"""Where the bundled files are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import resources
from bot.errors import StartError


def test_a_checkout_reads_the_files_under_data() -> None:
    folder = resources.catalogue_folder()
    assert {"series.jsonl", "lineage.jsonl", "vocabulary.json"} <= {path.name for path in folder.iterdir()}


def test_an_installed_program_reads_the_files_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot" / "bundled" / "catalogue").mkdir(parents=True)
    (tmp_path / "data" / "catalogue").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "bot")
    assert resources.catalogue_folder() == tmp_path / "bot" / "bundled" / "catalogue"


def test_an_incomplete_installation_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    with pytest.raises(StartError, match="The bundled catalogue is missing from"):
        resources.catalogue_folder()
