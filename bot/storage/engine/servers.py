"""Which places are servers, and what speaks to them: imported only where one is named."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from bot.errors import StartError
from bot.i18n import _

_SCHEMES = ("postgresql://", "postgres://")


def is_on_server(place: Path | str) -> bool:
    """Whether a place is the address of a server."""
    return isinstance(place, str) and place.startswith(_SCHEMES)


def postgres_opening() -> Any:
    """The module that opens databases on PostgreSQL. Raises StartError where its driver is not installed."""
    try:
        return import_module("bot.storage.engine.postgres.opening")
    except ModuleNotFoundError as error:
        raise StartError(
            _("DATABASE_URL needs what is not installed ({name}): pip install 'linger-bot[postgres]'.", name=error.name)
        ) from error
