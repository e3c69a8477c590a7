"""From one database to another, as the operator asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.errors import StartError
from bot.i18n import _
from bot.storage.engine import moving
from bot.storage.engine.connection import StorageError
from bot.storage.engine.database import Database
from bot.storage.engine.moving import Moved
from bot.storage.engine.servers import is_on_server

__all__ = ["Moved", "is_on_server", "move"]


async def move(
    source: Path | str, target: Path | str, begin: Callable[[int], None], told: Callable[[str, int], None]
) -> Moved:
    """Carry everything over; `begin` hears how many rows there are, `told` of each page of a table.

    Raises StartError: where a place cannot be opened, is in use, or is not empty, and where what came out is not what
    went in. Nothing is stored in the target then.
    """
    if not is_on_server(source) and not Path(source).is_file():  # noqa: ASYNC240 (asked once, before anything else runs)
        raise StartError(_("There is no database {path}: check the name.", path=source))
    if source == target:
        raise StartError(_("These are the same place twice: name another one to move to."))
    async with Database.open(source, readers=1) as from_there, Database.open(target, readers=1) as into_here:
        begin(await moving.count(from_there))
        try:
            return await moving.move(from_there, into_here, told)
        except StorageError as error:
            raise StartError(_("Nothing was moved: {reason}.", reason=error)) from error
