"""Which languages a test hears."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import i18n
from bot.ui.series import card


@contextmanager
def spoken_from(folder: Path) -> Iterator[None]:
    """Within the block, sentences are those of `folder`; cards at hand, which are kept by language, are built anew."""
    before = i18n.LOCALES
    i18n.LOCALES = folder
    card._built.cache_clear()
    try:
        yield
    finally:
        i18n.LOCALES = before
        card._built.cache_clear()
